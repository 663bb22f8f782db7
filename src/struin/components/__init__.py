"""Parts that pages share, one folder each. Nothing lists them: `struin.slices` discovers what a folder holds.

    component.py    `pages(presenter)` and `assets(presenter)`: what it adds to the site, if anything;
                    `body(presenter, html, prefix)`: what it makes of the rendered body of an item;
                    `values(presenter)`: what its own parts of pages get besides what the page has, made once;
                    `start(presenter, site)`: what may go on in the background while pages are written;
                    `finish(presenter, site)`: what it does when all is written to that folder;
                    `BUILDS_ON = ("packing",)` when its script or style is built on what stands in `shared/` for several
                    of them: that is put before its own, so that a page need not ask for another file;
                    `SCRIPT_APART = True` when it is on the pages of some items only: its script then goes along with
                    those, not with every item's page
    <slot>.html     put in that slot of pages: `shell` on every page, `head` between the tags of every page's head,
                    `front` on the front page under the doors and `below` it, `facts` under those of an
                    exercise, `finder` on the trainers' page, `actions` and `after` on every item's page,
                    `begin` under the head of a principle's page, `listen` in the head of every item's page;
                    or in one that a single page or a macro asks for, as `take`, `finder`, `decks`
    element.js      defines the custom element `<struin-NAME>`; goes along with pages that hold one. A long one may have
                    parts of its own, `*.part.js`, which are put before it
    style.css       likewise; parts of a long one, `*.part.css`, come after it. Those of what stands in `shell` are
                    joined for every page, those of what stands in the other slots for every item's page
    strings.nl.yml  its words, and strings.en.yml

Scripts are classic and deferred, not modules: a browser loads no modules from a folder on a USB stick.
"""

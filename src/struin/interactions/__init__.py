"""Types of exercises, one folder each. Nothing lists them: `struin.slices` discovers what has a `model.py`.

model.py        one subclass of `struin.interaction.Interaction`, whose `parse` reads a block
template.html   extends `components/interaction/frame.html`: complete HTML, that works on paper too
scoring.js      what is right, without the page; may be absent
element.js      defines the custom element `<struin-NAME>`, a subclass of `Struin.Interaction`
style.css       goes along with pages that hold one, after that of the base
strings.nl.yml  its words, and strings.en.yml; also those of its own findings
examples/       right and wrong ones with what is told of them: manual, fixture and test at once
"""

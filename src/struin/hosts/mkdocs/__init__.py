"""Struin in MkDocs: the plugin `struin`, its theme, its server. The only package that imports mkdocs."""

from struin.hosts.mkdocs.plugin import StruinPlugin

__all__ = ["StruinPlugin"]

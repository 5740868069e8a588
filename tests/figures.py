"""The names of all figures of the site, as its builder finds them."""

from __future__ import annotations

from build.gallery import Gallery
from checkout import ROOT

FIGURES = Gallery(ROOT / "scripts/content").names("figures")

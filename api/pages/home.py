"""The first page: what this is, and three pairings to try."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.pages.samples import Sample, samples
from api.pages.templating import page
from facilitator.domain.base import Model

router = APIRouter()


class Home(Model):
    """The three sample pairings."""

    samples: tuple[Sample, ...]


@router.get("/")
def home() -> Response:
    return page("pages/home.html", Home(samples=samples()))

"""What a request may use: the Facilitator, the store, and one door for bodies in JSON."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException

from api.errors import bad_fields
from facilitator.connecting import post_office, sign_on
from facilitator.domain.account import Account
from facilitator.domain.documents import DocumentStatus
from facilitator.errors import NotFound
from facilitator.seams import Shelf
from facilitator.studio.extending import Extending
from facilitator.studio.opening import open_giving, open_learning
from facilitator.studio.packing import Packing
from facilitator.studio.working import Worker
from facilitator.wiring import PeopleRooms, RecapRooms, ReflectionRooms, open_previewing, open_publishing, open_studio, people, recaps, reflecting, shelving

if TYPE_CHECKING:
    from facilitator.access import Asker
    from facilitator.facilitation import Facilitator
    from facilitator.passwords import Passwords
    from facilitator.settings import Settings
    from facilitator.shelving import Shelving
    from facilitator.store.opening import Store
    from facilitator.studio import Studio
    from facilitator.studio.giving import Giving
    from facilitator.studio.learning import Learning
    from facilitator.studio.previewing import Previewing
    from facilitator.studio.publishing import Publishing

Shape = TypeVar("Shape", bound=BaseModel)
_MAKING = Lock()
_MOST_FOLLOWED = 64
"""Sets of live versions read once and kept at hand."""


@dataclass(frozen=True)
class Rooms:
    """Everything that is built once, when the server starts."""

    facilitator: Facilitator
    store: Store
    settings: Settings
    closing: tuple[Callable[[], None], ...] = ()
    """What to let go of when the server stops."""
    passwords: Passwords | None = None
    """Hashes passwords; the slow and safe way, unless told otherwise."""

    @cached_property
    def people(self) -> PeopleRooms:
        """The use cases of people and of signing in."""
        return people(self.store, passwords=self.passwords, k=self.settings.k, post=post_office(self.settings), organisation=sign_on(self.settings))

    @cached_property
    def reflecting(self) -> ReflectionRooms:
        """The use cases of what people write after their sessions."""
        return reflecting(self.store, self.facilitator.embedder, k=self.settings.k)

    @cached_property
    def recaps(self) -> RecapRooms:
        """The use cases of a pair's recaps."""
        return recaps(self.facilitator, self.store)

    @cached_property
    def shelving(self) -> Shelving:
        """What an owner does with documents; raises NotFound when the Library is one in memory."""
        library = self.facilitator.library
        if not isinstance(library, Shelf):
            raise NotFound("This library keeps no documents.", remedy="Start the server with a data folder.")
        with _MAKING:  # two first requests at once must not each have uploads of their own
            held: Shelving | None = self.__dict__.get("shelving")
            if held is None:
                held = self.__dict__["shelving"] = shelving(library, self.store)
                self._open.append(held.close)
            return held

    @cached_property
    def _open(self) -> list[Callable[[], None]]:
        return []

    @cached_property
    def versions(self) -> Studio:
        """The versions of the Templates."""
        return open_studio(self.store)

    @cached_property
    def publishing(self) -> Publishing:
        """What makes a version live."""
        return open_publishing(self.store, self.versions, self.facilitator)

    @cached_property
    def extending(self) -> Extending:
        """What owners add to the evals."""
        return Extending(self.store.templates, self.versions)

    @cached_property
    def packing(self) -> Packing:
        """The whole studio as files."""
        return Packing(self.store.templates, self.versions)

    @cached_property
    def learning(self) -> Learning:
        """What counts what became of items."""
        return open_learning(self.store, k=self.settings.k)

    @cached_property
    def giving(self) -> Giving:
        """What lets an author give an Output to the owners as an example."""
        return open_giving(self.store, k=self.settings.k)

    @cached_property
    def working(self) -> Worker:
        """What works on evals in the background; begins when it is first woken."""
        return Worker(self.publishing.evaluating)

    @cached_property
    def previewing(self) -> Previewing:
        """What shows a version before it is live."""
        return open_previewing(self.facilitator)

    def writing_for(self, by: Asker) -> Facilitator:
        """The Facilitator that writes with what is live for this person's Programme, and on its account."""
        live = self.versions.live(by.programme or self.versions.home())
        key = tuple(sorted(template.version for template in live.values()))
        if key not in self._followed:
            if len(self._followed) >= _MOST_FOLLOWED:
                self._followed.clear()
            self._followed[key] = self.facilitator.following(live)
        return self._followed[key].on_account(Account(programme=by.programme, member=by.member), themes=self.reflecting.themes.for_writing(by=by) if by.is_signed_in else ())

    @cached_property
    def _followed(self) -> dict[tuple[str, ...], Facilitator]:
        return {}

    def documents(self) -> Sequence[DocumentStatus]:
        """Every document that can be found now; none when the Library is one in memory."""
        library = self.facilitator.library
        return library.documents() if isinstance(library, Shelf) else ()

    def close(self) -> None:
        """Ends the background work, then lets go of every file."""
        if "working" in self.__dict__:
            self.working.stop()
        for close in self._open:
            close()
        for close in self.closing:
            close()


def rooms(request: Request) -> Rooms:
    """The rooms of this server."""
    found: Rooms = request.app.state.rooms
    return found


InRooms = Annotated[Rooms, Depends(rooms)]


def json_body(shape: type[Shape]) -> Callable[[Request], Coroutine[Any, Any, Shape]]:
    """Reads a body strictly: a number in quotes is not a number, and an unknown key is named."""
    known = [field.alias or name for name, field in shape.model_fields.items()]

    async def read(request: Request) -> Shape:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not kind.endswith("+json"):
            raise HTTPException(415)
        try:
            return shape.model_validate_json(await request.body(), strict=True)
        except ValidationError as error:
            raise bad_fields(error, known=known) from None

    return read

"""Files that take long to make, kept for whoever asks next: thirty people take the plan away in the same moment."""

from collections import OrderedDict
from collections.abc import Callable

from gevent.lock import BoundedSemaphore

from facilitator.paper import MissingTool
from workshops.state import Workshop

Content = bytes | MissingTool | None


class Made:
    """The newest of those files, at most `most` of them. They are made one at a time, so that the room goes on meanwhile."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], tuple[Workshop, Content]] = OrderedDict()
        self._turn = BoundedSemaphore(1)

    def file(self, state: Workshop, name: str, make: Callable[[], Content]) -> Content:
        """The file of this name of the workshop in this very state: kept, or made now."""
        if (found := self._found(state, name)) is not None:
            return found
        with self._turn:
            if (found := self._found(state, name)) is not None:
                return found
            content = make()
            self._kept[state.id, name] = (state, content)
            self._kept.move_to_end((state.id, name))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return content

    def _found(self, state: Workshop, name: str) -> Content:
        # By the state itself, not by its number: one that was read anew from the disk may have lost a person.
        made_of, content = self._kept.get((state.id, name), (None, None))
        return content if made_of is state and isinstance(content, bytes) else None

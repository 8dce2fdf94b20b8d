"""The files of the media repository."""

from typing import Any, Final

from synapse.api.errors import NotFoundError
from synapse.media._base import FileInfo
from synapse.module_api import ModuleApi
from twisted.internet import reactor as _reactor

reactor: Any = _reactor

#: For how many seconds a copy is kept that was fetched to a process without a media directory.
_COPY_KEPT: Final = 600.0


class MediaMembers:
    """Finds files of this homeserver's media repository."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        self._hs: Final = api._hs
        self._store: Final = api._hs.get_datastores().main

    async def get_local_media(self, media_id: str) -> dict[str, Any] | None:
        """A file, with its path; None if there is none that clients may see."""
        media = await self._store.get_local_media(media_id)
        if media is None or media.quarantined_by is not None or media.media_length is None:
            return None
        try:
            path = await self._path(FileInfo(None, media_id, url_cache=bool(media.url_cache)))
        except NotFoundError:
            return None
        return {
            "mediaId": media.media_id,
            "mediaType": media.media_type,
            "length": media.media_length,
            "uploadName": media.upload_name,
            "userId": media.user_id,
            "createdTs": media.created_ts,
            "path": path,
        }

    async def _path(self, info: FileInfo) -> str:
        """Where the file is on the disk of this process; fetched there if only a storage provider has it."""
        hs = self._hs
        if not hs.config.media.can_load_media_repo:
            raise Exception(
                f"getLocalMedia does not work in {hs.get_instance_name()}, as enable_media_repo is false there"
            )
        # The answer was the path itself before media could be stored without a directory of its own.
        cached: Any = hs.get_media_repository().media_storage.ensure_media_is_in_local_cache(info)
        if not hasattr(cached, "__aenter__"):
            return str(await cached)
        path = str(await cached.__aenter__())

        async def leave() -> None:
            await cached.__aexit__(None, None, None)

        if hs.config.media.enable_local_media_storage:
            await leave()
        else:
            reactor.callLater(_COPY_KEPT, self._api.run_as_background_process, "bouton_media_copy", leave)
        return path

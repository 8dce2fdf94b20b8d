"""Mail and templates."""

from typing import Any, Final

import jinja2
from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError


class MailMembers:
    """Renders templates."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        #: By the directory that the module named, and the name of the file.
        self._templates: Final[dict[tuple[str | None, str], jinja2.Template]] = {}

    async def read_templates(self, filenames: list[str], custom_template_directory: str | None = None) -> None:
        """Reads templates, for `render`. Raises ConfigError if one is not there."""
        for filename in filenames:
            self._templates[custom_template_directory, filename] = self._read(filename, custom_template_directory)

    async def render(self, filename: str, directory: str | None, variables: dict[str, Any]) -> str:
        """The text that a template makes of variables."""
        # Another Synapse process may have read it, or this one before the Node host was started again.
        template = self._templates.get((directory, filename))
        if template is None:
            template = self._templates[directory, filename] = self._read(filename, directory)
        return template.render(variables)

    def _read(self, filename: str, directory: str | None) -> jinja2.Template:
        try:
            return self._api.read_templates([filename], directory)[0]
        except jinja2.TemplateNotFound as error:
            raise ConfigError(f"There is no template {error.name}") from error

"""The Synapse module that runs modules written in TypeScript."""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

import synapse
from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError

from .caches import replicates
from .callbacks import Registration, make_callback
from .capabilities import assert_offered, missing
from .check import check_item
from .contract import Row, contract
from .database import engine_name
from .node_host import PROTOCOL, NodeHost
from .settings import Settings
from .source import find_source
from .web import ModuleResource, ModuleTree
from .wire_errors import HostUnavailable, RemoteError

logger = logging.getLogger(__name__)

#: The Node hosts of this process: the items of one homeserver with one command, or one socket, share one.
_hosts: Final[dict[tuple[object, ...], NodeHost]] = {}


class Host:
    """An item of Synapse's `modules` that runs modules written in TypeScript.

    https://element-hq.github.io/synapse/latest/modules/index.html
    """

    @classmethod
    def parse_config(cls, config: dict[str, Any]) -> Settings:
        """Reads the item, and has the Node half check every module in it.

        Raises:
            ConfigError: with everything that is wrong, where it stands in Synapse's configuration files.
        """
        return check_item(config, find_source(config, cls))

    def __init__(self, config: Settings, api: ModuleApi) -> None:
        """Starts the modules and registers what they declare.

        Raises:
            ConfigError: if a module fails, or registers what this Synapse does not have.
        """
        host = _host_for(config, api)
        try:
            item, registered = host.start_item(config.config, config.place)
        except (HostUnavailable, RemoteError) as error:
            raise ConfigError(str(error)) from error
        _register_callbacks(registered["callbacks"], item, host, api)
        _register_auth_checkers(registered["loginTypes"], item, host, api)
        host.tasks.register(registered["taskActions"], item)
        for resource in registered["webResources"]:
            path, module = resource["path"], resource["module"]
            kind = ModuleTree if resource["below"] else ModuleResource
            api.register_web_resource(path, kind(item, module, path, host, host.members))


def _host_for(settings: Settings, api: ModuleApi) -> NodeHost:
    key = (api, settings.socket or settings.command)
    if key not in _hosts:
        _hosts[key] = NodeHost(settings, api, _process_facts(api))
    return _hosts[key]


def _process_facts(api: ModuleApi) -> dict[str, Any]:
    return {
        "protocol": PROTOCOL,
        "synapse": synapse.__version__,
        "serverName": api.server_name,
        "publicBaseurl": api.public_baseurl,
        "workerName": api.worker_name,
        "workerApp": api.worker_app,
        "emailAppName": api.email_app_name,
        "customTemplateDir": api.custom_template_dir,
        "proxies": _proxies(api),
        "runsBackgroundTasks": api.should_run_background_tasks(),
        "databaseEngine": engine_name(api),
        "replicates": replicates(api),
        "missing": missing(api),
    }


def _proxies(api: ModuleApi) -> dict[str, Any] | None:
    # Before it had this, Synapse let no module's requests go by a proxy.
    proxies: Any = getattr(api._hs.config.server, "proxy_config", None)
    if proxies is None:
        return None
    return {
        "httpProxy": proxies.http_proxy,
        "httpsProxy": proxies.https_proxy,
        "noProxyHosts": proxies.no_proxy_hosts or [],
    }


def _register_callbacks(registered: list[dict[str, Any]], item: int, host: NodeHost, api: ModuleApi) -> None:
    by_category: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for entry in registered:
        row = contract()[f"{entry['category']}.{entry['callback']}"]
        registration = _registration(row, entry)
        assert_offered(row, registration.modules, api)
        callback = make_callback(registration, item, host, api.server_name)
        by_category[row.category][row.name] = callback
    for category, callbacks in by_category.items():
        _register_method(api, category)(**callbacks)


def _register_auth_checkers(login_types: list[dict[str, Any]], item: int, host: NodeHost, api: ModuleApi) -> None:
    row = contract()["password_auth_provider.auth_checkers"]
    checkers = {
        (entry["loginType"], tuple(entry["fields"])): make_callback(
            _registration(row, entry), item, host, api.server_name
        )
        for entry in login_types
    }
    if checkers:
        api.register_password_auth_provider_callbacks(auth_checkers=checkers)


def _registration(row: Row, entry: dict[str, Any]) -> Registration:
    return Registration(
        row=row,
        modules=tuple(entry["modules"]),
        deadline=entry["deadlineMs"] / 1000,
        on_failure=entry["onFailure"],
        filters=tuple(entry.get("filters", ())),
    )


def _register_method(api: ModuleApi, category: str) -> Callable[..., None]:
    method: Callable[..., None] = getattr(api, f"register_{category}_callbacks")
    return method

"""Synapse modules written in TypeScript: `module: synapse_bouton.Host` in homeserver.yaml."""

from .host import Host

__all__ = ["Host"]

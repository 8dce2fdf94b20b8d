"""What modules call of Synapse, by subject."""

from .members import ApiMembers

__all__ = ["ApiMembers"]

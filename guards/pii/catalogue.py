"""Every shape that the engine looks for."""

from guards.pii import (
    accounts,
    addresses,
    births,
    broken,
    foreign_addresses,
    japan,
    national_ids,
    network,
    phones,
)

SHAPES = (
    *japan.SHAPES,
    *phones.SHAPES,
    *accounts.SHAPES,
    *births.SHAPES,
    *addresses.SHAPES,
    *foreign_addresses.SHAPES,
    *national_ids.SHAPES,
    *network.SHAPES,
    *broken.SHAPES,
)

"""A question of a neighbourhood over HTTP (邻域问题): where its time goes.

Tanks of benzene stand in a grid; each question asks what follows if one of them burns, in a wind
that nobody asked about before, so that the physics is computed anew. Beside the time over HTTP
stand that of its statements through the bare driver (the graph), that of its physics in this
process, and that of the same question when it is asked again, where the physics is kept. The
processor time of server and engine tells the same on a busy machine.

Run: ``python -m bench.neighbourhood [arcadedb|neo4j] [TANKS]``.
"""

import asyncio
import http.client
import json
import statistics
import sys
import time
from typing import Any, Final

import psutil

from bench.engines import ENGINES, Bench, running
from bench.questions import Listening, Sent, served
from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.opening import open_store
from graph.store.write import Batch, write
from hazard.blast import blasts_among
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.escalation import Unit
from hazard.geodesy import Position
from hazard.propagation import propagate
from hazard.radiation import Site, heat_between
from hazard.weather import Weather
from schema.build import build_schema
from schema.context import Context

ROUNDS: Final = 15
SPACING: Final = 45.0
METRE: Final = 1 / 100_750  # of longitude at 25.2° north [°]
QUERY: Final = """query Follows($from: ID!, $wind: Float!) {
  hazardPropagation(from: $from, weather: { windSpeed: $wind, stability: D, windDirection: 270 }) {
    ... on Propagation {
      events(first: 100) { nodes { unit { name } order probability timeToFailure } }
      graph { steps { source { id } target { id } heatFlux probability } }
      method { exact assumptions warnings }
    }
    ... on Problem { code message }
  }
}"""
FILE: Final = Source(name="park.csv", sha256="51" * 32, source="invented for a benchmark")
ROW: Final = Evidence(document=FILE.sha256, method=Method.REGISTER_ROW, row=2, note="invented")


def _tank(k: int, side: int) -> Entity:
    east, north = (SPACING * (k % side), SPACING * (k // side))
    return Entity(
        label=Label.UNIT,
        properties={
            "name": f"T{k:04d}",
            "equipment": "ATMOSPHERIC",
            "volume": 600.0,
            "bund_area": 900.0,
            "longitude": 119.0 + east * METRE,
            "latitude": 25.2 + north / 110_800,
        },
        evidence=(ROW.id,),
    )


def _park(tanks: int) -> Batch:
    side = int((tanks - 1) ** 0.5) + 1
    said = {"name": "苯", "cas": "71-43-2"}
    benzene = Entity(label=Label.SUBSTANCE, properties=said, evidence=(ROW.id,))
    units = [_tank(k, side) for k in range(tanks)]
    return Batch(
        sources=[FILE],
        evidence=[ROW],
        entities=[*units, benzene],
        relations=[
            Relation(
                type=RelType.HOLDS,
                source=unit.reference,
                target=benzene.reference,
                properties={"quantity": 500.0, "state": "LIQUID"},
                evidence=(ROW.id,),
            )
            for unit in units
        ],
    )


def _physics(park: Batch, origin: str, wind: float) -> float:
    """Return the processor time of heat, blasts and propagation among the tanks [s]."""
    sites, units = [], []
    for entity in park.entities:
        if entity.label is Label.UNIT:
            is_ = entity.properties
            held = Stored(
                unit=str(is_["name"]),
                name="苯",
                cas="71-43-2",
                quantity=500.0,
                state="LIQUID",  # type: ignore[arg-type]  # an enumeration of strings
                equipment="ATMOSPHERIC",  # type: ignore[arg-type]  # an enumeration of strings
                bund_area=900.0,
            )
            place = Position(longitude=float(is_["longitude"]), latitude=float(is_["latitude"]))
            sites.append(Site(id=entity.id, position=place, contents=(held,), equipment=held.kind))
            units.append(Unit(id=entity.id, equipment=held.kind, volume=600.0))
    air = Weather(wind=wind, stability=Stability.D, direction=270.0)
    began = time.process_time()
    heat = heat_between(sites, [site.id for site in sites], air, least=15.0)
    blasts = blasts_among(sites, [origin], air)
    propagate(units, heat.vectors, [origin], blows=blasts.blows)
    return time.process_time() - began


async def _sent(bench: Bench, variables: dict[str, Any]) -> Sent:
    """Return the statements that the question sends, with their parameters."""
    async with open_store(bench.settings) as store:
        listening = Listening(store)
        result = await build_schema().execute(QUERY, variables, context_value=Context(listening))
    if result.errors or "code" in str((result.data or {}).get("hazardPropagation")):
        raise RuntimeError(result.errors or result.data)
    return listening.sent


async def _written(bench: Bench, park: Batch) -> None:
    async with open_store(bench.settings) as store:
        await write(store, park)


class _Clock:
    """Asks over HTTP, and counts the time of the answer, of the server and of the engine."""

    def __init__(self, address: str, *processes: int) -> None:
        self._address = address
        self._processes = [psutil.Process(pid) for pid in processes]

    def __call__(self, origin: str, wind: float) -> list[float]:
        """Return how long one question took, and the processor time of each process [s]."""
        body = json.dumps({"query": QUERY, "variables": {"from": origin, "wind": wind}})
        before, began = self._used(), time.perf_counter()
        connection = http.client.HTTPConnection(self._address, timeout=120)
        connection.request("POST", "/graphql", body, {"content-type": "application/json"})
        answer = connection.getresponse()
        read = answer.read()
        took = time.perf_counter() - began
        connection.close()
        if answer.status != http.client.OK or b'"errors"' in read:
            raise RuntimeError(read[:500])
        return [took, *(b - a for a, b in zip(before, self._used(), strict=True))]

    def _used(self) -> list[float]:
        times = [process.cpu_times() for process in self._processes]
        return [each.user + each.system for each in times]


def _told(bench: Bench, park: Batch) -> str:
    origin = park.entities[len(park.entities) // 2].id
    sent = asyncio.run(_sent(bench, {"from": origin, "wind": 2.0}))
    rows: list[list[float]] = []
    with (
        served(bench) as (address, process),
        bench.driver.session(database=bench.database, default_access_mode="READ") as session,
    ):
        ask = _Clock(address, process.pid, bench.process.pid)
        for k in range(-5, ROUNDS):
            wind = 3.0 + k / 10
            new, again = ask(origin, wind), ask(origin, wind)
            began = time.perf_counter()
            for statement, parameters in sent:
                session.run(statement, parameters).data()
            graph = time.perf_counter() - began
            if k >= 0:  # before, all warm up
                rows.append([*new, *again, graph, _physics(park, origin, wind)])
    median = [1000 * statistics.median(column) for column in zip(*rows, strict=True)]
    http_, server, engine, warm, warm_server, warm_engine, graph, physics = median
    return (
        f"over HTTP {http_:.0f} ms (server {server:.0f}, engine {engine:.0f} ms of processor);"
        f" its physics {physics:.0f} ms, its {len(sent)} statements {graph:.0f} ms;"
        f" asked again {warm:.0f} ms (server {warm_server:.0f}, engine {warm_engine:.0f})"
    )


def main(engines: tuple[str, ...] = ENGINES, tanks: int = 100) -> None:
    """Print where the time of a question goes, engine by engine."""
    park = _park(tanks)
    print(f"what follows among {tanks} tanks, medians of {ROUNDS}")
    for name in engines:
        with running(name) as bench:
            asyncio.run(_written(bench, park))
            print(f"{name:9s} {_told(bench, park)}", flush=True)


if __name__ == "__main__":
    names = tuple(each for each in sys.argv[1:] if each in ENGINES) or ENGINES
    main(names, *(int(each) for each in sys.argv[1:] if each.isdigit()))

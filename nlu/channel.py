"""How the bot speaks with Rasa: one POST a turn, with a token, and an answer that hides nothing.

The stock REST channel answers without a token, hides intent and ranking, and turns a crash into 200 and `[]`.
"""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.constants import DEFAULT_SENDER_ID
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES
from sanic import Blueprint, Request, Sanic, response
from sanic.response import HTTPResponse

from nlu.expected import ASKED
from nlu.gate import SAFETY

RANKED = 5  # meanings handed over: the bot offers three at most, leaving out the fallback and what it may not offer


class JoinUsChannel(InputChannel):
    """POST `{sender, message, language, slots}`, get `{replies, intent, ranking, entities, safety, loop}`."""

    def __init__(self, token: str) -> None:
        self._token = token

    @classmethod
    def name(cls) -> str:
        """Give the name under which Rasa mounts the routes: /webhooks/join_us."""
        return "join_us"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "JoinUsChannel":
        """Take the token from the credentials file.

        Raises:
            KeyError: there is no token: the channel never runs open.
        """
        return cls((credentials or {})["token"])

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Make the routes."""
        routes = Blueprint("join_us")

        @routes.middleware("request")
        async def guard(request: Request) -> HTTPResponse | None:
            given = request.headers.get("x-token", "")
            if hmac.compare_digest(given.encode(), self._token.encode()):
                return None
            return response.json({"error": "wrong or missing token"}, status=401)

        @routes.get("/")
        async def ready(request: Request) -> HTTPResponse:
            ready = request.app.ctx.agent is not None and request.app.ctx.agent.is_ready()
            return response.json({"ready": ready}, status=200 if ready else 503)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return response.json(await _turn(request.app, request.json, on_new_message))

        @routes.post("/parse")
        async def parse(request: Request) -> HTTPResponse:
            parses = _parse_all(request.app, request.json["messages"], request.json.get("asked"))
            return response.json([_understood(parse) for parse in parses])

        @routes.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            _tracker_store(request.app).forget(request.json["sender"])
            return response.json({})

        return routes


async def _turn(
    app: Sanic, asked: dict[str, Any], on_new_message: Callable[[UserMessage], Awaitable[Any]]
) -> dict[str, Any]:
    """Answer one message; whatever goes wrong leaves as a 500, never as an empty answer."""
    output = CollectingOutputChannel()
    tracker = await _with_slots(app, asked["sender"], {"language": asked["language"], **asked.get("slots", {})}, output)
    parse = await app.ctx.agent.processor.parse_message(_told(asked["message"], _last_said(tracker)))
    if "intent_ranking" in parse:
        parse["intent_ranking"] = parse["intent_ranking"][: RANKED + 1]  # the tracker keeps it with every message
    await on_new_message(
        UserMessage(asked["message"], output, asked["sender"], parse_data=parse, input_channel="join_us")
    )
    tracker = await _tracker_store(app).retrieve(asked["sender"])
    replies = [{key: value for key, value in sent.items() if key != "recipient_id"} for sent in output.messages]
    return {"replies": replies, **_understood(parse), "loop": tracker.active_loop_name if tracker else None}


async def _with_slots(
    app: Sanic, sender: str, slots: dict[str, Any], output: CollectingOutputChannel
) -> DialogueStateTracker:
    # `place` lives one turn: else a second "ik zoek een groep" answers with the first place
    tracker = await app.ctx.agent.processor.fetch_tracker_and_update_session(sender, output)
    for name, value in {"place": None, **slots}.items():
        if tracker.get_slot(name) != value:
            tracker.update(SlotSet(name, value))
    await app.ctx.agent.processor.save_tracker(tracker)
    return tracker


def _last_said(tracker: DialogueStateTracker) -> str | None:
    """Give the name of the response that was said last."""
    said = (event for event in reversed(tracker.events) if isinstance(event, BotUttered))
    return next((event.metadata.get("utter_action") for event in said), None)


def _told(text: str, asked: str | None) -> UserMessage:
    return UserMessage(text, metadata={ASKED: asked} if asked else None)


def _parse_all(app: Sanic, texts: list[str], asked: str | None) -> list[dict[str, Any]]:
    """Read many messages at once, as the pipeline can and Rasa's own agent does not, in half the time."""
    processor = app.ctx.agent.processor
    told = [_told(text, asked) for text in texts]
    nobody = DialogueStateTracker.from_events(DEFAULT_SENDER_ID, [])
    end = processor.model_metadata.nlu_target
    read = processor.graph_runner.run({PLACEHOLDER_MESSAGE: told, PLACEHOLDER_TRACKER: nobody}, [end])
    return [{ENTITIES: [], **message.as_dict(only_output_properties=True)} for message in read[end]]


def _understood(parse: dict[str, Any]) -> dict[str, Any]:
    ranking = parse.get("intent_ranking") or [parse["intent"]]
    return {
        "intent": parse["intent"],
        "ranking": [item for item in ranking if item["name"] != "nlu_fallback"][:RANKED],
        "entities": [{key: entity[key] for key in ("entity", "value", "start", "end")} for entity in parse["entities"]],
        "safety": parse.get(SAFETY),
    }


def _tracker_store(app: Sanic) -> Any:
    store = app.ctx.agent.tracker_store
    return getattr(store, "_tracker_store", store)  # Rasa wraps ours so that a failing store falls back to memory

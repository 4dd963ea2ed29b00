"""Rasa's response generator, taught two things: figures come live from the knowledge base, and so do their receipts.

`data/faq.yml` writes `{wage/15-2051/median}` where a figure belongs; `knowledge.figures` fills it and says
where it is from. Named in endpoints.yml, so plain `rasa run` uses it too.
"""

from __future__ import annotations

from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.utils.endpoints import EndpointConfig

from actions.dialogue.intents import chip_payload
from actions.wording.all_receipts import KIND, RESPONSE, all_receipts
from actions.wording.replies import TEXT_ONLY_CHANNELS, UNSHOWN, Chip, Reply, Source
from bot import rasa_corrections
from knowledge.base import Knowledge
from knowledge.figures import Receipt, fill
from knowledge.store import Store

rasa_corrections.correct()

BULLET = "• "
CHIPS_OF_ITS_OWN = 4  # of a fixed answer, where what stands behind it brings choices too


class AnswerGenerator(TemplatedNaturalLanguageGenerator):
    """Fills FAQ answers with figures, adds their sources, and gives them the shape of every other reply."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)
        store = Store()
        store.ensure()
        self._knowledge = store.knowledge()

    def _fill_response(
        self, response: dict[str, Any], filled_slots: dict[str, Any] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Overrides Rasa's slot filling: responses with `custom.kind` become whole replies."""
        if "kind" not in (response.get("custom") or {}):
            return super()._fill_response(response, filled_slots, **kwargs)
        return _as_response(reply_of(response, self._knowledge, **kwargs))

    async def generate(
        self, utter_action: str, tracker: Any, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response for `utter_action`; a channel that shows text only gets no structure."""
        if utter_action == RESPONSE:
            response = _as_response(_last_receipts(tracker))
        else:
            response = await super().generate(utter_action, tracker, output_channel, **kwargs)
        came_by = (
            tracker.get_latest_input_channel() if tracker is not None else None
        )  # `rasa shell` answers as "collector"
        if response is not None and (came_by in TEXT_ONLY_CHANNELS or output_channel in TEXT_ONLY_CHANNELS):
            response[UNSHOWN] = response.pop("custom", None)
        return response


def _as_response(reply: Reply) -> dict[str, Any]:
    custom = reply.custom()
    return {"text": reply.text, "buttons": custom.get("chips", []), "custom": custom}


def _last_receipts(tracker: Any) -> Reply:
    """All receipts of the replies to the latest message whose replies rest on something, as they were sent."""
    told: list[dict[str, Any]] = []
    for event in reversed(tracker.events if tracker is not None else ()):
        if isinstance(event, BotUttered):
            reply = event.data.get("custom") or event.metadata.get(UNSHOWN) or {}
            told = [reply, *told] if reply.get("kind") != KIND else told
        elif isinstance(event, UserUttered):
            if (found := all_receipts(told)).sources:
                return found
            told = []
    return all_receipts(told)


def reply_of(response: dict[str, Any], knowledge: Knowledge, **kwargs: Any) -> Reply:
    """A fixed answer as a whole reply: with its figures, their receipts, and what stands before and behind it.

    Args:
        kwargs: what actions.wording.replies.General sends along.
    """
    custom = response["custom"]
    line = kwargs.get("line")
    written = response["text"] if line is None else response["text"].split("\n")[line].removeprefix(BULLET)
    text, receipts = fill(written, knowledge)
    named = [knowledge.sources[each] for each in custom.get("sources", ())]
    sources = [_source(each) for each in receipts] + [Source(each.name, each.url or "") for each in named]
    chips = tuple(Chip(each["title"], chip_payload(each["payload"])) for each in response.get("buttons", ()))
    if skip := int(kwargs.get("skip") or 0):
        text = "\n".join(text.split("\n")[skip:]) or text
    if kwargs.get("again") and line is None:
        first = text.split("\n", 1)[0]
        text, sources = "" if kwargs.get("personal") else f"As I said: {first}", []
    elif (lines := kwargs.get("lines")) is not None:
        text = "\n".join(text.split("\n")[:lines])
        sources = sources if lines else []
    if (personal := kwargs.get("personal")) is not None:
        text = f"{personal['says']}\n{text}".strip()
        sources = [*(Source(**each) for each in personal["sources"]), *sources]
        chips = (*(Chip(**each) for each in personal["chips"]), *chips)
    if (beside := kwargs.get("beside")) is not None:
        text = f"{text}\n{beside['says']}"
        sources = [*sources, *(Source(**each) for each in beside["sources"])]
        chips = tuple(dict.fromkeys((*chips[:CHIPS_OF_ITS_OWN], *(Chip(**each) for each in beside["chips"]))))
    sources = list({(each.name, each.as_of, each.url): each for each in reversed(sources)}.values())[::-1]
    return Reply(custom["kind"], text, chips=chips, sources=tuple(sources), extra={"topic": custom.get("topic")})


def _source(receipt: Receipt) -> Source:
    return Source(receipt.source_name, receipt.url or "", receipt.as_of or "", receipt.secondhand, receipt.says)

"""What a newcomer writes: five changes, each as the README's table says, in a scratch copy."""

from __future__ import annotations

from tests.newcomer.scratch import Scratch

TOPIC_DEFINED = """faq/parking:
  title: Parking on campus
  about: Where to leave a car on campus, what a permit is good for, commuting by car to evening classes.
  example: where do grad students park
  not: "life on campus as a whole -> student_life; what it costs -> cost"
"""
TOPIC_ANSWERED = """  utter_faq/parking:
    - text: |-
        Most campuses sell a parking permit, and graduate students can buy one; lots near the lecture halls go first.
        • Evening classes are easier: many lots are open to everybody once the working day is over.
        • Ask the university's parking office whether part-time students pay by the day.
        An online program asks for no car, a hybrid one for a few weekends: the form you choose may settle the question.
      buttons:
        - {title: "Online or on campus", payload: /faq/online_vs_in_person}
        - {title: "Find programs for me", payload: /ask_recommendation}
      custom: {kind: answer, topic: parking, sources: []}
"""
TOPIC_PHRASES = [
    "where do grad students park", "can i get a parking permit", "is there parking near the lecture halls",
    "campus parking rules", "how does parking work for evening classes", "do i need a car permit as a student",
    "how hard is it to find a parking spot", "are there parking garages for commuters", "student parking",
    "is parking free after five", "will i find a spot for my car at night", "can i park overnight on campus",
    "do part timers get parking permits", "is there a lot for commuters", "parking passes for grad students",
    "where would i leave my car during class", "how do people commute by car to class", "any parking for motorcycles",
    "can visitors park on campus", "is street parking possible near the university", "do they tow cars on campus",
    "parking for disabled students", "electric car charging on campus", "can i drive to campus and park there",
    "how early must i come to get a parking space", "do i have to buy a permit to park", "who sells parking permits",
    "is the parking lot far from the classrooms", "can i share a parking permit with a friend", "carpool parking",
    "parking during exams", "what do i do about parking",
]  # fmt: skip
TOPIC_TESTS = [
    "Is it a nightmare to park there on weekdays?", "permit for my truck",
    "i'd come by car straight from work, can i leave it somewhere",
    "parking garage or lot, which one do students use", "how do commuters handle parking",
    "Do evening students pay to park?",
    "can my wife drop me off or is there parking", "is there anywhere to put a car near the engineering building",
    "parking situation at big state schools?", "do they give grad students a parking sticker",
]  # fmt: skip


def new_topic(copy: Scratch) -> None:
    """A new FAQ topic, with its answer, phrases and test questions."""
    copy.put("data/topics.yml", TOPIC_DEFINED, before="faq/student_life:\n")
    copy.put("data/faq.yml", TOPIC_ANSWERED, before="  utter_faq/student_life:\n")
    phrases = "".join(f"    - {each}\n" for each in TOPIC_PHRASES)
    copy.put("data/nlu.yml", f"- intent: faq/parking\n  examples: |\n{phrases}", before="- intent: faq/student_life\n")
    copy.put("tests/nlu/test.tsv", "".join(f"faq/parking\t{each}\n" for each in TOPIC_TESTS), before="")


FACT = """  mentoring:
    name: mentoring
    facts:
      mentoring: {type: yes_no, "yes": every student has a mentor, "no": no mentors}
    office: Does every student have a mentor?
    asked: [mentoring, mentor, mentors]
    wishes:
      mentoring: {type: yes_no, "yes": mentoring, "no": no mentoring, unrecorded: mentoring, said: [mentoring, mentors]}
"""


def new_fact(copy: Scratch) -> None:
    """A new fact, recorded of two programs."""
    copy.put("knowledge/catalog/criteria.yml", FACT, before="  university:\n    wishes:\n")
    for program, source in (
        ("gatech-omscs", "https://omscs.gatech.edu"),
        ("penn-mcit-online", "https://online.seas.upenn.edu"),
    ):
        recorded = f"  mentoring: {{value: true, source: {source}}}\n"
        copy.put(f"knowledge/catalog/programs/{program}.yml", recorded, before=_first_fact(copy, program))


def _first_fact(copy: Scratch, program: str) -> str:
    text = (copy.root / f"knowledge/catalog/programs/{program}.yml").read_text(encoding="utf-8")
    return text.split("\nfacts:\n")[1].split("\n")[0]


def searchable_fact(copy: Scratch) -> None:
    """A recorded fact that could not be searched by: degrees awarded."""
    copy.put(
        "knowledge/catalog/criteria.yml",
        "    office: How many degrees do you award a year?\n"
        "    wishes:\n"
        '      awards: {type: limit, says: "{n} degrees awarded", unrecorded: awards, said: [degrees awarded]}\n',
        before="  university:\n    wishes:\n",
    )


ACTION = '''"""How many programs are on record."""

from __future__ import annotations

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Reply
from knowledge.programs import Search


class ActionCountPrograms(AdvisorAction):
    """`count_programs`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The number of named programs."""
        count = sum(each.kind == "program" for each in search.knowledge.programs)
        lead = f"I know {count} named programs."
        return Turn((Reply("answer", lead, chips=(Chip("Find programs", "/ask_recommendation"),)),), memory)
'''
ACTION_PHRASES = [
    "how many programs do you know", "how many programs are in your database", "count your programs",
    "what is the number of programs you have", "how big is your list of programs", "how many schools do you know about",
    "tell me how many programs you have on record", "how large is your catalog", "number of programs in your records",
    "how many masters have you got in there", "how many degrees are in your catalog", "how complete is your list",
    "do you know many programs", "how many entries does your database have", "size of your catalog please",
]  # fmt: skip


def new_action(copy: Scratch) -> None:
    """A new action with an intent of its own."""
    copy.add("actions/count_programs.py", ACTION)
    copy.put("domain.yml", "  - count_programs\n", before="  - ask_recommendation\n  - inform\n")
    copy.put("domain.yml", "  - action_count_programs\n", before="  - action_answer\n")
    phrases = "".join(f"    - {each}\n" for each in ACTION_PHRASES)
    copy.put("data/nlu.yml", f"- intent: count_programs\n  examples: |\n{phrases}", before="- intent: refuse\n")
    steps = "[{intent: count_programs}, {action: action_count_programs}]"
    rule = f"  - rule: asks how many programs there are\n    steps: {steps}\n"
    copy.put("data/rules.yml", rule, before="  - rule: asks for programs\n")


CHANNEL = '''"""A kiosk: POST {"user": "…", "text": "…", "id": "…"} to /webhooks/kiosk/say, with its token."""

from __future__ import annotations

import hmac
import os
from typing import Any

from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from bot.channels.channel_base import Channel, Message, Refusal
from bot.settings import positive


class KioskInput(Channel):
    """See the module's docstring; without KIOSK_TOKEN it has no routes."""

    NAME = "kiosk"

    def __init__(self) -> None:
        super().__init__(positive("ADVISOR_RATE_CONVERSATION", 30), positive("ADVISOR_RATE_ADDRESS", 60))
        self._token = os.environ.get("KIOSK_TOKEN", "")

    def add_routes(self, routes: Blueprint) -> None:
        """The one route."""
        if not self._token:
            return

        @routes.post("/say")
        async def receive(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get("x-token", "").encode(), self._token.encode()):
                return response.json({"error": "Send the token."}, status=401)
            try:
                return response.json({"answers": await self._answers(request)})
            except Refusal as refused:
                return response.json({"error": refused.says}, status=refused.status, headers=refused.headers)

    async def _answers(self, request: Request) -> list[dict[str, Any]]:
        body = request.json
        conversation, sender = self.conversation(str(body["user"])), self.visitor(request)
        await self.admit(conversation, sender)
        message = Message(conversation, str(body["text"]), str(body["id"]), sender=sender)
        found = await self.ask_for_all(message)
        return [{"text": each.text, "chips": each.reply.get("chips") or []} for each in found]
'''
DRIVER = '''@dataclass
class Kiosk:
    """The kiosk."""

    address: str
    user: str = field(default_factory=lambda: uuid.uuid4().hex)
    chips: dict[str, str] = field(default_factory=dict)

    def say(self, text: str) -> Seen:
        """Posts a message."""
        return self._send({"user": self.user, "text": text, "id": uuid.uuid4().hex})

    def say_twice(self, text: str) -> Seen:
        """Posts a message twice."""
        body = {"user": self.user, "text": text, "id": uuid.uuid4().hex}
        first, again = self._send(body), self._send(body)
        assert first == again
        return first

    def choose(self, title: str) -> Seen:
        """Posts the payload of a choice."""
        return self.say(self.chips[title])

    def _send(self, body: dict[str, str]) -> Seen:
        headers = {"Content-Type": "application/json", "X-Token": "of-the-tests"}
        request = urllib.request.Request(f"{self.address}/webhooks/kiosk/say", json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                found = json.load(answer)["answers"]
        except urllib.error.HTTPError as error:
            return Seen(json.load(error)["error"], {})
        self.chips = {chip["title"]: chip["payload"] for each in found for chip in each["chips"]}
        return Seen("\\n\\n".join(each["text"] for each in found), self.chips)


'''
SETTING = "| `KIOSK_TOKEN` | token of the kiosk, `/webhooks/kiosk/say` | off |\n"


def new_channel(copy: Scratch) -> None:
    """A new channel with its driver for the tests, and its setting in the README."""
    copy.add("bot/channels/kiosk.py", CHANNEL)
    copy.put("credentials.yml", "\n# A kiosk, where KIOSK_TOKEN is set.\nbot.channels.kiosk.KioskInput:\n", before="")
    drivers = "tests/conversations/drivers.py"
    copy.put(drivers, DRIVER, before="@contextmanager\ndef _shell(")
    copy.put(drivers, "import urllib.error\nimport urllib.request\n", before="import uuid\n")
    copy.put(
        drivers,
        '    "kiosk": lambda everywhere: nullcontext(Kiosk(everywhere.address)),\n',
        before='    "shell": _shell,\n',
    )
    copy.put(drivers, '        "KIOSK_TOKEN": "of-the-tests",\n', before='        "ADVISOR_RATE_ADDRESS": "5000",\n')
    copy.put("README.md", SETTING, before="| `ADVISOR_BENCHMARKS` |")

"""Which page of the desk answers which address."""

from __future__ import annotations

from bot.desk.accuracy import accuracy
from bot.desk.editing_facts import fact, program, programs, record
from bot.desk.giving_phrases import phrase
from bot.desk.grown_old import old, unchanged
from bot.desk.new_topics import make, topic
from bot.desk.overview import overview
from bot.desk.pending_pages import leave, pending, remove, state, switch, take_in
from bot.desk.visits import Route
from bot.desk.what_lacks import programs_without
from bot.desk.what_people_ask import asked
from bot.desk.writing_answers import answer, answers, write

ACCURACY = Route("GET", "/accuracy", accuracy)
ROUTES = (
    Route("GET", "/desk", overview),
    Route("GET", "/desk/asked", asked),
    Route("POST", "/desk/phrase", phrase, keeps_text=True),
    Route("GET", "/desk/answers", answers),
    Route("GET", "/desk/topics/new", topic),
    Route("POST", "/desk/topics/new", make, keeps_text=True, takes_long=True),
    Route("GET", "/desk/answers/<topic>", answer),
    Route("POST", "/desk/answers/<topic>", write, keeps_text=True),
    Route("GET", "/desk/programs", programs),
    Route("GET", "/desk/lacking", programs_without),
    Route("GET", "/desk/programs/<program>", program),
    Route("GET", "/desk/programs/<program>/<fact>", fact),
    Route("POST", "/desk/programs/<program>/<fact>", record, keeps_text=True),
    Route("GET", "/desk/old", old),
    Route("POST", "/desk/old/<program>/<fact>", unchanged),
    Route("GET", "/desk/pending", pending),
    Route("POST", "/desk/pending/<change>/remove", remove),
    Route("POST", "/desk/take-in", take_in),
    Route("POST", "/desk/switch", switch),
    Route("POST", "/desk/leave", leave),
    Route("GET", "/desk/state", state),
)

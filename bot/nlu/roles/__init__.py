"""Roles: what a span is in a message - wanted or only named, one's own or a program's, now or in the past.

kinds.py (which entities have roles) · features.py (a span and what stands around it) · role_classifier.py (the trained
model) · rekind.py (what an entity becomes by its role) · only_wishes.py (a place and a limit among wishes) ·
standing.py (stated, asked, supposed …).

money       budget, pay, savings, offer, price, share (scholarship, employer's or parents'), loan, other
grade       own, program, other
university  wanted, studied, admitted, refused_by, worked, compared, example, adjective
subject     wanted, held, learned, lacking, refused, job
place       wanted, lives, from, studied, refused, work_there, other
time        length, age, work_years, start, past, other
pace, delivery   wanted, job, past, refused
skill       has, lacks, learning, rusty

The sentences the model learns from stand in data/roles.yml, annotated as Rasa annotates roles.
"""

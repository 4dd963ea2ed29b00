"""Words of subjects beside the vocabulary's, and which of them need the words around to count."""

from __future__ import annotations

from bot.nlu.criteria.text import words

# What people type, by kind and id of the vocabulary. Ids that the vocabulary lacks are left out.
EXTRA: dict[str, dict[str, tuple[str, ...]]] = {
    "field": {
        "machine_learning": ("machine learning", "ml", "machin learning", "machine learing", "mle"),
        "artificial_intelligence": ("artificial intelligence", "ai", "a.i", "artifical intelligence", "ai/ml", "msai"),
        "data_science": ("data science", "datascience", "ds", "data sciences", "msds", "data sci"),
        "computer_science": ("computer science", "cs", "comp sci", "compsci", "computer sciences", "computing", "informatics", "mscs", "mcs", "cse"),
        "statistics": ("statistics", "stats", "applied statistics", "biostatistics", "stat"),
        "analytics": ("analytics", "data analytics", "business analytics", "msba", "analytic"),
    },
    "skill": {
        "mathematics": ("math", "maths", "mathematics", "the math", "quantitative skills"),
        "programming": ("programming", "coding", "code", "coded", "program", "programmed", "programing"),
        "calculus": ("calculus", "calc", "calc 1", "calc 2", "calc i", "calc ii", "calc 1 and 2", "calculus 1", "calculus 2", "calculus i", "calculus ii", "single variable calculus"),
        "multivariable_calculus": ("multivariable calculus", "multivariable calc", "multivariate calculus", "calc 3", "calc iii", "calculus 3", "calculus iii", "vector calculus"),
        "statistics": ("statistics", "stats", "intro stats", "stat"),
        "probability": ("probability", "prob", "probability theory"),
        "linear_algebra": ("linear algebra", "lin alg", "linalg", "matrix algebra", "lin algebra"),
        "discrete_math": ("discrete math", "discrete maths", "discrete mathematics"),
        "data_structures": ("data structures", "data structure", "dsa"),
        "algorithms": ("algorithms", "algorithm", "dsa"),
        "python": ("python", "pyton", "phyton"),
        "machine_learning": ("machine learning", "ml"),
    },
    "background": {
        "computer_science": ("computer science", "cs", "comp sci", "compsci", "cse", "computer engineering and science", "computing"),
        "mathematics": ("mathematics", "math", "maths", "applied math", "applied mathematics", "mathematician", "pure math"),
        "statistics": ("statistics", "stats"),
        "physics": ("physics", "physicist", "astrophysics"),
        "chemistry": ("chemistry", "chemist", "chem"),
        "biology": ("biology", "bio", "biologist", "life sciences", "biological sciences", "molecular biology"),
        "economics": ("economics", "econ", "economist"),
        "psychology": ("psychology", "psych", "psychologist"),
        "mechanical_engineering": ("mechanical engineering", "mechanical engineer", "mech eng", "mech e", "meche", "mechanical", "mech"),
        "electrical_engineering": ("electrical engineering", "electrical engineer", "electronics", "ece", "eee", "electronics and communication", "electrical and computer engineering", "electrical", "electronics engineering"),
        "chemical_engineering": ("chemical engineering", "chemical engineer", "chem eng", "cheme", "chem e"),
        "civil_engineering": ("civil engineering", "civil engineer", "civil eng", "civil"),
        "business": ("business", "business administration", "mba", "bba", "management"),
        "commerce": ("commerce", "bcom", "b.com", "b com"),
        "accounting": ("accounting", "accountant", "accountancy"),
        "finance": ("finance", "financial"),
        "english": ("english", "english lit", "english literature", "literature"),
        "history": ("history", "historian"),
        "education": ("education", "teaching"),
        "nursing": ("nursing", "nurse"),
        "software_engineering": ("software engineering",),
        "information_technology": ("information technology", "bca", "information systems"),
    },
    "focus": {
        "nlp": ("nlp", "natural language processing", "natural language"),
        "computer_vision": ("computer vision", "cv", "vision", "machine vision"),
        "robotics": ("robotics", "robots", "robot", "autonomous vehicles", "self driving"),
        "reinforcement_learning": ("reinforcement learning", "rl"),
        "deep_learning": ("deep learning", "neural networks", "neural nets"),
        "large_language_models": ("large language models", "llms", "llm", "language models"),
        "generative_ai": ("generative ai", "gen ai", "genai", "generative models"),
        "healthcare": ("healthcare", "health care", "health", "medicine", "medical", "medical ai", "clinical"),
        "finance": ("finance", "quant finance", "quantitative finance", "fintech", "financial", "trading"),
    },
}  # fmt: skip
# Phrases of the vocabulary that say nothing here: a degree of any subject, a rest class.
NOT_TOPICS = frozenset(("btech", "b.tech", "other", "related fields", "engineering degree"))
# Degree abbreviations that name a field, wherever they stand.
GENERIC: tuple[tuple[str, str, str], ...] = (("msml", "field", "machine_learning"), ("mds", "field", "data_science"))
# Backgrounds whose words mean something else more often than not: they need a cue such as "studied" or "major".
SHY_BACKGROUNDS = words(
    """english history business education teaching finance management music art arts design law medicine electronics
    electrical mechanical mech civil philosophy literature marketing computing nursing nurse accounting commerce
    engineering
    journalism communication communications language languages linguistics translation geography sociology architecture
    theology religion film theatre theater mba bio chem financial bca bba health government politics banking veteran
    military pharmacy logistics hr advertising tourism classics genetics sustainability lawyer md rn mis cis"""
)
SHY_FOCUS = words(
    """finance health healthcare medicine medical business security systems theory algorithms databases statistics
    ethics
    mathematics networks privacy image video financial clinical vision optimization graphics applications computing
    trading cv entrepreneurship startups manufacturing engineering robot linguistics education logic reasoning drones
    simulation innovation hardware cloud quantum biology fairness networking aws genomics ux bi vr etl iot visualization
    compilers neuroscience dl"""
) | {"electrical engineering", "applied math", "applied mathematics", "data management", "health care"}
SHY_SKILLS = words(
    """r c code coded program programmed go prob stat excel spark git sas analysis assembly regression inference github
    octave dsa ode odes js matrices networking optimization spreadsheets databases"""
)
# Fields whose short names are also something else.
SHY_FIELDS = words("cse computing mle stat msa")

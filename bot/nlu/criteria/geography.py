"""Places that do not change with the catalog: states and their codes, regions, countries, well-known cities."""

from __future__ import annotations

STATES: dict[str, str] = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO",
    "connecticut": "CT", "delaware": "DE", "district of columbia": "DC", "florida": "FL", "georgia": "GA",
    "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS",
    "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA",
    "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO", "montana": "MT",
    "nebraska": "NE", "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM",
    "new york": "NY", "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK",
    "oregon": "OR", "pennsylvania": "PA", "puerto rico": "PR", "rhode island": "RI", "south carolina": "SC",
    "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA",
    "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip
STATE_SHORT: dict[str, str] = {
    "cali": "CA", "calif": "CA", "mass": "MA", "penna": "PA", "tenn": "TN", "conn": "CT", "n.c": "NC", "n.j": "NJ",
    "n.y": "NY", "jersey": "NJ", "ny state": "NY", "new york state": "NY", "upstate new york": "NY",
    "washington state": "WA", "state of washington": "WA", "wash state": "WA",
    "washington dc": "DC", "washington d.c": "DC", "washington , dc": "DC", "washington , d.c": "DC", "dc": "DC",
    "d.c": "DC", "w virginia": "WV", "w. virginia": "WV", "massachussetts": "MA", "massachusets": "MA",
    "pensylvania": "PA", "pennsilvania": "PA", "illinios": "IL", "tennesse": "TN", "conneticut": "CT",
    "missisippi": "MS", "minnesotta": "MN", "nj": "NJ", "nc": "NC", "tx": "TX",
}  # fmt: skip
CODES = frozenset(STATES.values())
# Codes that are no English word, degree or common abbreviation in lower case.
CLEAR_CODES = frozenset(
    ["tx", "ca", "ny", "nj", "fl", "ga", "nc", "sc", "va", "il", "az", "wa", "tn", "ky", "wi", "mn", "nh", "nv", "nm", "nd", "sd", "ks", "ct", "dc", "ut", "wv", "ri", "vt", "wy", "ak", "ar", "mi", "md", "pa", "ne"]
)
# Codes that are words, degrees or abbreviations even in capitals: they need a place context.
TRAP_CODES = frozenset(["IN", "OR", "ME", "OK", "HI", "OH", "DE", "LA", "PA", "MA", "CO", "ID", "AL", "MO", "MD", "MS", "CA", "GA", "VA", "MI", "SC", "AR", "IL", "AI", "ML", "PR", "ND", "SD", "AK"])

REGIONS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    # id: label for phrases is in REGION_NAMES; states; countries
    "west_coast": ("west coast", ("CA", "OR", "WA"), ()),
    "east_coast": (
        "east coast",
        ("ME", "NH", "MA", "RI", "CT", "NY", "NJ", "PA", "DE", "MD", "DC", "VA", "NC", "SC", "GA", "FL"),
        (),
    ),
    "midwest": ("midwest", ("IL", "IN", "IA", "KS", "MI", "MN", "MO", "NE", "ND", "OH", "SD", "WI"), ()),
    "new_england": ("new england", ("CT", "ME", "MA", "NH", "RI", "VT"), ()),
    "northeast": ("northeast", ("CT", "ME", "MA", "NH", "RI", "VT", "NJ", "NY", "PA"), ()),
    "mid_atlantic": ("mid atlantic", ("NY", "NJ", "PA", "DE", "MD", "DC", "VA", "WV"), ()),
    "south": (
        "south",
        ("AL", "AR", "DE", "DC", "FL", "GA", "KY", "LA", "MD", "MS", "NC", "OK", "SC", "TN", "TX", "VA", "WV"),
        (),
    ),
    "southeast": ("southeast", ("AL", "AR", "FL", "GA", "KY", "LA", "MS", "NC", "SC", "TN", "VA", "WV"), ()),
    "southwest": ("southwest", ("AZ", "NM", "OK", "TX"), ()),
    "pacific_northwest": ("pacific northwest", ("OR", "WA", "ID"), ()),
    "mountain_west": ("mountain west", ("AZ", "CO", "ID", "MT", "NV", "NM", "UT", "WY"), ()),
    "bay_area": ("bay area", ("CA",), ()),
    "southern_california": ("southern california", ("CA",), ()),
    "northern_california": ("northern california", ("CA",), ()),
    "dmv": ("dmv", ("DC", "MD", "VA"), ()),
    "tri_state": ("tri state", ("NY", "NJ", "CT"), ()),
    "europe": (
        "europe",
        (),
        (
            "AT",
            "BE",
            "CH",
            "CZ",
            "DE",
            "DK",
            "EE",
            "ES",
            "FI",
            "FR",
            "GB",
            "GR",
            "HU",
            "IE",
            "IT",
            "LU",
            "NL",
            "NO",
            "PL",
            "PT",
            "SE",
        ),
    ),
    "scandinavia": ("scandinavia", (), ("DK", "FI", "NO", "SE")),
    "asia": ("asia", (), ("AE", "CN", "HK", "IN", "JP", "KR", "MY", "SG", "TW")),
}
REGION_NAMES: dict[str, str] = {
    "west coast": "west_coast", "westcoast": "west_coast", "pacific coast": "west_coast", "east coast": "east_coast",
    "eastcoast": "east_coast", "atlantic coast": "east_coast", "midwest": "midwest", "mid west": "midwest",
    "midwestern": "midwest", "new england": "new_england", "northeast": "northeast", "north east": "northeast",
    "northeastern us": "northeast", "mid atlantic": "mid_atlantic", "midatlantic": "mid_atlantic",
    "the south": "south", "deep south": "south", "down south": "south", "southern us": "south", "southern states": "south",
    "southeast": "southeast", "south east": "southeast", "southwest": "southwest", "south west": "southwest",
    "pacific northwest": "pacific_northwest", "pacific north west": "pacific_northwest", "pnw": "pacific_northwest",
    "mountain west": "mountain_west", "rocky mountains": "mountain_west", "rockies": "mountain_west",
    "mountain states": "mountain_west", "bay area": "bay_area", "sf bay area": "bay_area",
    "san francisco bay area": "bay_area", "silicon valley": "bay_area", "socal": "southern_california",
    "so cal": "southern_california", "southern california": "southern_california", "norcal": "northern_california",
    "nor cal": "northern_california", "northern california": "northern_california", "dmv": "dmv", "the dmv": "dmv",
    "tri state area": "tri_state", "tristate area": "tri_state", "europe": "europe", "european": "europe", "the eu": "europe",
    "european union": "europe", "in eu": "europe", "scandinavia": "scandinavia", "nordics": "scandinavia",
    "nordic countries": "scandinavia", "scandinavian": "scandinavia", "asia": "asia",
}  # fmt: skip

COUNTRIES: dict[str, str] = {
    "united states": "US", "united states of america": "US", "usa": "US", "u.s.a": "US", "america": "US",
    "the states": "US", "the us": "US", "in us": "US", "the u.s": "US", "u.s": "US", "stateside": "US",
    "united kingdom": "GB", "uk": "GB", "u.k": "GB", "england": "GB", "britain": "GB", "great britain": "GB",
    "scotland": "GB", "wales": "GB", "ireland": "IE", "canada": "CA", "germany": "DE", "deutschland": "DE",
    "switzerland": "CH", "swiss": "CH", "netherlands": "NL", "the netherlands": "NL", "holland": "NL", "belgium": "BE",
    "france": "FR", "spain": "ES", "italy": "IT", "austria": "AT", "sweden": "SE", "norway": "NO", "denmark": "DK",
    "finland": "FI", "poland": "PL", "portugal": "PT", "czech republic": "CZ", "czechia": "CZ", "hungary": "HU",
    "greece": "GR", "estonia": "EE", "luxembourg": "LU", "singapore": "SG", "hong kong": "HK", "australia": "AU",
    "new zealand": "NZ", "japan": "JP", "china": "CN", "south korea": "KR", "korea": "KR", "taiwan": "TW",
    "india": "IN", "pakistan": "PK", "bangladesh": "BD", "sri lanka": "LK", "nepal": "NP", "nigeria": "NG",
    "ghana": "GH", "kenya": "KE", "egypt": "EG", "south africa": "ZA", "turkey": "TR", "iran": "IR", "israel": "IL",
    "uae": "AE", "dubai": "AE", "united arab emirates": "AE", "saudi arabia": "SA", "vietnam": "VN",
    "philippines": "PH", "indonesia": "ID", "malaysia": "MY", "thailand": "TH", "mexico": "MX", "brazil": "BR",
    "northern ireland": "GB", "republic of ireland": "IE", "emirates": "AE", "ksa": "SA", "brasil": "BR", "turkiye": "TR",
    "prc": "CN", "mainland china": "CN", "the philippines": "PH", "hong kong sar": "HK", "flanders": "BE",
    "argentina": "AR", "chile": "CL", "colombia": "CO", "peru": "PE", "russia": "RU", "ukraine": "UA",
}  # fmt: skip
NATIONALITIES: dict[str, str] = {
    "indian": "IN", "chinese": "CN", "pakistani": "PK", "nigerian": "NG", "brazilian": "BR", "mexican": "MX",
    "vietnamese": "VN", "iranian": "IR", "turkish": "TR", "korean": "KR", "bangladeshi": "BD", "nepali": "NP",
    "ghanaian": "GH", "kenyan": "KE", "egyptian": "EG", "indonesian": "ID", "filipino": "PH",
}  # fmt: skip

# phrase: (city, state, country); beside the cities of the universities on record
CITIES: dict[str, tuple[str, str | None, str]] = {
    "nyc": ("New York", "NY", "US"), "new york city": ("New York", "NY", "US"), "manhattan": ("New York", "NY", "US"),
    "brooklyn": ("Brooklyn", "NY", "US"), "la": ("Los Angeles", "CA", "US"), "l.a": ("Los Angeles", "CA", "US"),
    "sf": ("San Francisco", "CA", "US"), "san fran": ("San Francisco", "CA", "US"), "philly": ("Philadelphia", "PA", "US"),
    "vegas": ("Las Vegas", "NV", "US"), "atl": ("Atlanta", "GA", "US"), "dfw": ("Dallas", "TX", "US"),
    "st louis": ("Saint Louis", "MO", "US"), "st. louis": ("Saint Louis", "MO", "US"), "saint louis": ("Saint Louis", "MO", "US"),
    "st paul": ("Saint Paul", "MN", "US"), "st. paul": ("Saint Paul", "MN", "US"), "slc": ("Salt Lake City", "UT", "US"),
    "twin cities": ("Minneapolis", "MN", "US"), "research triangle": ("Raleigh", "NC", "US"),
    "portland": ("Portland", "OR", "US"), "san antonio": ("San Antonio", "TX", "US"), "fort worth": ("Fort Worth", "TX", "US"),
    "kansas city": ("Kansas City", "MO", "US"), "omaha": ("Omaha", "NE", "US"), "cleveland": ("Cleveland", "OH", "US"),
    "london": ("London", None, "GB"), "oxford": ("Oxford", None, "GB"), "edinburgh": ("Edinburgh", None, "GB"),
    "manchester": ("Manchester", None, "GB"), "berlin": ("Berlin", None, "DE"), "munich": ("Munich", None, "DE"),
    "paris": ("Paris", None, "FR"), "amsterdam": ("Amsterdam", None, "NL"), "zurich": ("Zurich", None, "CH"),
    "dublin": ("Dublin", None, "IE"), "stockholm": ("Stockholm", None, "SE"), "vancouver": ("Vancouver", None, "CA"),
    "toronto": ("Toronto", None, "CA"), "montreal": ("Montréal", None, "CA"), "ottawa": ("Ottawa", None, "CA"),
    "sydney": ("Sydney", None, "AU"), "melbourne": ("Melbourne", None, "AU"),
}  # fmt: skip
# City names that are also words, first names, or mostly something else: never places without "in", "near" and the like.
SHY_CITIES = frozenset(
    ["normal", "orange", "union", "commerce", "conway", "golden", "troy", "logan", "wayne", "chester", "mobile", "gary", "davis", "marquette", "hammond", "carson", "lawrence", "jackson", "kingston", "flint", "columbia", "cambridge", "princeton", "stanford", "berkeley", "athens", "moscow", "victoria", "salem", "bath", "bethlehem", "maryville", "brookings", "york", "oxford", "la", "sf", "syracuse", "purdue", "pullman", "rolla", "orem", "ames", "kent", "clemson", "auburn", "hampton", "houghton", "lamoni", "fairfield", "greenville", "marion", "monroe", "lincoln", "carrollton", "potsdam", "utica", "clarksville", "vermillion", "enterprise", "laurel", "magnolia", "frederick", "delft", "waterloo", "leuven", "tubingen", "radford", "georgetown", "middletown", "vestal", "mercer", "hempstead", "moraga", "lacey", "boone", "edmond", "tyler", "winona", "rocklin", "victoria", "concord", "hamden", "garland", "teaneck", "alcorn", "temple", "emporia", "pasadena", "denton", "binghamton", "kennesaw", "notre", "dame", "wellesley", "dublin", "manchester", "manhattan"]
) | {"notre dame"}
# Never a city: the word means something else.
NO_CITIES = frozenset(("california", "university", "institute", "university center", "university park", "union"))
# States that are also what people call their flagship university.
STATE_SCHOOLS = frozenset(
    ["michigan", "illinois", "wisconsin", "maryland", "minnesota", "indiana", "virginia", "washington", "texas", "florida", "arizona", "colorado", "utah", "oregon", "iowa", "ohio", "georgia", "delaware", "massachusetts", "pennsylvania", "tennessee", "kentucky", "alabama", "nebraska", "kansas", "missouri", "connecticut"]
)

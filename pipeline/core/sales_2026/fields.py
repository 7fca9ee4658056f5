"""The 136 fields of a sales file of 2026/27: where each of our names stands in the form of that year.

Where the form asks the same fact in another place for each route, its name ends with the route: `_purchase` (first purchase of a
share), `_staircasing`, `_discounted`.
"""

from pipeline.core.field import Cell, Field, Layout

DECLINED = "R"
"""What a cell says where the buyer would not say, or, of a charge, where there is none."""

_TEXT, _WHOLE, _DECIMAL = Cell.TEXT, Cell.WHOLE, Cell.DECIMAL

_SETUP = (
    Field(1, "completion_day", _WHOLE, "Completion of the sale: day"),
    Field(2, "completion_month", _WHOLE, "Completion of the sale: month"),
    Field(3, "completion_year", _WHOLE, "Completion of the sale: year"),
    Field(4, "owner", _TEXT, "The landlord that owned the home before (its code in the service)"),
    Field(5, "manager", _TEXT, "The landlord that reports the sale (its code in the service)"),
    Field(6, "assigned_to", _TEXT, "The service user the log is assigned to (blank: whoever uploads)"),
    Field(7, "buyer_code", _TEXT, "The landlord's code for the buyer"),
    Field(8, "ownership", _WHOLE, "Shared ownership (1) or a discounted sale (2)"),
    Field(9, "shared_product", _WHOLE, "Which kind of shared ownership"),
    Field(10, "staircasing", _WHOLE, "Shared ownership: is it a staircasing?"),
    Field(11, "discounted_product", _WHOLE, "Which kind of discounted sale"),
    Field(12, "joint_purchase", _WHOLE, "Do two or more buy together?"),
    Field(13, "more_than_two", _WHOLE, "Joint purchase: more than two buyers?"),
    Field(14, "interviewed", _WHOLE, "Were the buyers interviewed for these answers? (2 yes, 1 no)"),
    Field(15, "declaration", _WHOLE, "Has the buyer seen the ministry's privacy notice, or had access to it?"),
)
_HOME = (
    Field(16, "uprn", _TEXT, "The home's UPRN"),
    Field(17, "address_line_1", _TEXT, "The home's address, line 1"),
    Field(18, "address_line_2", _TEXT, "The home's address, line 2"),
    Field(19, "town", _TEXT, "The home's town or city"),
    Field(20, "county", _TEXT, "The home's county"),
    Field(21, "postcode_outward", _TEXT, "The home's postcode, first half"),
    Field(22, "postcode_inward", _TEXT, "The home's postcode, second half"),
    Field(23, "local_authority", _TEXT, "The home's local authority (ONS code)"),
    Field(24, "home_kind", _WHOLE, "What kind of home it is"),
    Field(25, "building_height", _WHOLE, "How high the building is (flats, bedsits, other kinds)"),
    Field(26, "bedrooms", _WHOLE, "How many bedrooms it has"),
    Field(27, "building_origin", _WHOLE, "Built as a home, or converted?"),
    Field(28, "wheelchair_home", _WHOLE, "Is it built or adapted to wheelchair-user standards?"),
)


def _person(first: int, person: int, who: str) -> tuple[Field, ...]:
    return (
        Field(first, f"partner_{person}", _WHOLE, f"{who}: the partner of buyer 1?"),
        Field(first + 1, f"age_{person}", _TEXT, f"{who}: age"),
        Field(first + 2, f"sex_{person}", _TEXT, f"{who}: sex registered at birth"),
        Field(first + 3, f"gender_same_{person}", _WHOLE, f"{who}: is their gender the same?"),
        Field(first + 4, f"gender_words_{person}", _TEXT, f"{who}: gender in their own words"),
    )


def _other(first: int, person: int) -> tuple[Field, ...]:
    return (*_person(first, person, f"Person {person}"), Field(first + 5, f"work_{person}", _WHOLE, f"Person {person}: work"))


_PEOPLE = (
    *_person(28, 1, "Buyer 1")[1:],
    Field(33, "ethnicity", _WHOLE, "Buyer 1: ethnic background"),
    Field(34, "nationality", _WHOLE, "Buyer 1: nationality (ISO 3166 number)"),
    Field(35, "work_1", _WHOLE, "Buyer 1: working situation"),
    Field(36, "lives_here_1", _WHOLE, "Buyer 1: will they live in the home?"),
    *_person(37, 2, "Buyer 2, or person 2"),
    Field(42, "ethnicity_2", _WHOLE, "Buyer 2: ethnic background"),
    Field(43, "nationality_2", _WHOLE, "Buyer 2: nationality (ISO 3166 number)"),
    Field(44, "work_2", _WHOLE, "Buyer 2, or person 2: working situation"),
    Field(45, "lives_here_2", _WHOLE, "Buyer 2: will they live in the home?"),
    Field(46, "household_size", _WHOLE, "How many people will live in the home, buyers among them"),
    *_other(47, 3),
    *_other(53, 4),
    *_other(59, 5),
    *_other(65, 6),
)
_BEFORE = (
    Field(71, "previous_tenure", _TEXT, "Where buyer 1 lived immediately before"),
    Field(72, "previous_postcode_known", _WHOLE, "Is the postcode of buyer 1's last settled home known?"),
    Field(73, "previous_outward", Cell.SPACED, "Buyer 1's last settled home: postcode, first half"),
    Field(74, "previous_inward", Cell.SPACED, "Buyer 1's last settled home: postcode, second half"),
    Field(75, "previous_authority", _TEXT, "Buyer 1's last settled home: local authority (ONS code)"),
    Field(76, "buyer_2_lived_there", _WHOLE, "Did buyer 2 live at buyer 1's address when buying?"),
    Field(77, "previous_tenure_2", _TEXT, "Where buyer 2 lived immediately before"),
    Field(78, "served_regular", _WHOLE, "Was any buyer ever a regular of the UK armed forces?"),
    Field(79, "still_serving", _WHOLE, "Is the regular still serving?"),
    Field(80, "bereaved_partner", _WHOLE, "Is any buyer the partner of a regular who died in service in the past two years?"),
    Field(81, "disability", _WHOLE, "Does anybody in the household count themselves disabled?"),
    Field(82, "wheelchair_user", _WHOLE, "Does anybody in the household use a wheelchair?"),
    Field(83, "income_1", _TEXT, "Buyer 1: income of a year before tax"),
    Field(84, "income_1_counted", _WHOLE, "Was buyer 1's income counted for the mortgage?"),
    Field(85, "income_2", _TEXT, "Buyer 2: income of a year before tax"),
    Field(86, "income_2_counted", _WHOLE, "Was buyer 2's income counted for the mortgage?"),
    Field(87, "housing_benefit", _WHOLE, "Which help with housing costs the buyers had just before"),
    Field(88, "savings", _TEXT, "The buyers' savings before they paid any deposit"),
    Field(89, "owned_before", _WHOLE, "Did any buyer own a home before?"),
    Field(90, "owned_shared_before", _WHOLE, "Was that home shared ownership?"),
)
_PURCHASE = (
    Field(91, "resale", _WHOLE, "First purchase: is it a resale?"),
    Field(92, "years_lived_here_purchase", _WHOLE, "First purchase: years the buyers had lived in the home"),
    Field(93, "handover_day", _WHOLE, "First purchase: handover of the home, day"),
    Field(94, "handover_month", _WHOLE, "First purchase: handover of the home, month"),
    Field(95, "handover_year", _WHOLE, "First purchase: handover of the home, year"),
    Field(96, "left_bedrooms", _WHOLE, "First purchase: bedrooms of the social home left"),
    Field(97, "left_home", _WHOLE, "First purchase: kind of the social home left"),
    Field(98, "left_rent", _WHOLE, "First purchase: on what rent the social home left was let"),
    Field(99, "price_purchase", _DECIMAL, "First purchase: full price of the whole home"),
    Field(100, "first_share_purchase", _DECIMAL, "First purchase: share bought, in per cent"),
    Field(101, "mortgage_used_purchase", _WHOLE, "First purchase: was a mortgage used?"),
    Field(102, "mortgage_purchase", _DECIMAL, "First purchase: sum of the mortgage"),
    Field(103, "mortgage_years_purchase", _TEXT, "Shared ownership: years of the mortgage"),
    Field(104, "deposit_purchase", _DECIMAL, "First purchase: cash deposit"),
    Field(105, "cash_discount", _DECIMAL, "First purchase: cash discount of Social HomeBuy"),
    Field(106, "rent_purchase", _DECIMAL, "First purchase: basic rent of a month"),
    Field(107, "charge_purchase", _TEXT, "First purchase: service charges of a month"),
    Field(108, "estate_fee", _DECIMAL, "First purchase: estate management fees of a month"),
)
_STAIRCASING = (
    Field(109, "share_bought", _DECIMAL, "Staircasing: share bought now, in per cent"),
    Field(110, "share_owned", _DECIMAL, "Staircasing: share owned now, in per cent"),
    Field(111, "back_to_back", _WHOLE, "Staircasing to the whole: to sell the home at once?"),
    Field(112, "first_staircasing", _WHOLE, "Staircasing: is it the first one?"),
    Field(113, "first_purchase_day", _WHOLE, "Staircasing: first purchase, day"),
    Field(114, "first_purchase_month", _WHOLE, "Staircasing: first purchase, month"),
    Field(115, "first_purchase_year", _WHOLE, "Staircasing: first purchase, year"),
    Field(116, "staircasings", _WHOLE, "Staircasing: how many so far, this one among them"),
    Field(117, "last_staircasing_day", _WHOLE, "Staircasing: the last one before, day"),
    Field(118, "last_staircasing_month", _WHOLE, "Staircasing: the last one before, month"),
    Field(119, "last_staircasing_year", _WHOLE, "Staircasing: the last one before, year"),
    Field(120, "price_staircasing", _DECIMAL, "Staircasing: full price of the whole home"),
    Field(121, "first_share_staircasing", _DECIMAL, "Staircasing: share first bought, in per cent"),
    Field(122, "mortgage_used_staircasing", _WHOLE, "Staircasing: was a mortgage used?"),
    Field(123, "rent_before", _DECIMAL, "Staircasing: basic rent of a month before it"),
    Field(124, "rent_staircasing", _DECIMAL, "Staircasing: basic rent of a month after it"),
    Field(125, "charge_staircasing", _TEXT, "Staircasing: service charges of a month"),
    Field(126, "new_charge", _TEXT, "Staircasing: new service charges of a month, where they change"),
)
_DISCOUNTED = (
    Field(127, "years_lived_here_discounted", _WHOLE, "Discounted sale: years the buyers had lived in the home"),
    Field(128, "price_discounted", _DECIMAL, "Discounted sale: full price of the home"),
    Field(129, "grant", _DECIMAL, "Discounted sale: loan, grant, discount or subsidy given"),
    Field(130, "discount", _DECIMAL, "Discounted sale: discount, in per cent"),
    Field(131, "mortgage_used_discounted", _WHOLE, "Discounted sale: was a mortgage used?"),
    Field(132, "mortgage_discounted", _DECIMAL, "Discounted sale: sum of the mortgage"),
    Field(133, "mortgage_years_discounted", _TEXT, "Discounted sale: years of the mortgage"),
    Field(134, "extra_borrowing", _WHOLE, "Discounted sale: does the mortgage hold extra borrowing?"),
    Field(135, "deposit_discounted", _DECIMAL, "Discounted sale: cash deposit"),
    Field(136, "charge_discounted", _TEXT, "Discounted sale: leasehold charges of a month"),
)

FIELDS = (*_SETUP, *_HOME, *_PEOPLE, *_BEFORE, *_PURCHASE, *_STAIRCASING, *_DISCOUNTED)
LAYOUT = Layout("sales", 2026, FIELDS, ("completion_day", "completion_month", "completion_year"), cells_limited=True)

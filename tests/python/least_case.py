# SPDX-License-Identifier: Apache-2.0
"""The lightest case of table 2-1 of the Hunan standard: the statutory minimum."""

LEAST = {
    "correction": "in_time",
    "major_pollution": False,
    "eia_document": "form",
    "facility_state": "partly",
    "place": "outside",
    "pollutant": "no_discharge",
    "duration_months": 2,
    "violations_2y": 1,
    "verified_complaint": False,
    "harm": "no_harm",
}

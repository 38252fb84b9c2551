"""How tests run on generated examples that have to reach everything: the same ones each time."""

from hypothesis import HealthCheck, settings

GENERATED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

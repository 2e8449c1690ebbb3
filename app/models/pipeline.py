"""The table of the training pipeline."""

from app.models.base import kind
from app.models.rows import PipelineRow

PIPELINE = kind("pipeline", PipelineRow, key=("id",), refers={"source": "sources.id"})

"""Tests of the shape of a manifest."""

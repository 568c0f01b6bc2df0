"""Tests of what names what."""

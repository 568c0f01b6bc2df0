"""Rules about what lies on disk: handlers, resources, translations, skills."""

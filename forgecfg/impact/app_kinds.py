"""Kinds of changes of the app itself: licensing, products, stored data, modules, sections.

Facts as of `kind.AS_OF`, from the pages named. INFERRED: no page says it, but it follows from what
pages say. UNKNOWN: no page says anything.
"""

from __future__ import annotations

from forgecfg.impact.changes import Certainty, Impact
from forgecfg.impact.kind import Kind

_MINOR, _MAYBE, _MAJOR = Impact.MINOR, Impact.MAYBE_MAJOR, Impact.MAJOR
_LOSS, _NEVER = Impact.DATA_LOSS, Impact.IMPOSSIBLE
_DOC, _INF, _UNK = Certainty.DOCUMENTED, Certainty.INFERRED, Certainty.UNKNOWN
_V = "versions/"
_W = "manifest-reference/modules/web-trigger/"
_AC = "app-compatibility/"
_ENTITIES = "storage-reference/entities-manifest/"
_MODULES = "manifest-reference/modules/"
_CONSENT = "an admin of each site must consent"
_UNLISTED = "the list of major changes does not include it"
_KEEP_KEY = "keep the old key"

APP_KINDS: dict[str, Kind] = {
    # Licensing, compatibility, the app itself.
    "licensing-enabled": Kind(
        _MAJOR, _DOC, _V, "licensing needs a major version and an approved Marketplace listing"
    ),
    "licensing-disabled": Kind(
        _MINOR, _INF, _V, "the list of major changes includes enabling licensing only"
    ),
    "product-added": Kind(
        _MINOR, _DOC, _AC, "a product is minor unless scopes or egress grow with it"
    ),
    "product-removed": Kind(
        _MINOR, _DOC, _AC, "a product is minor unless scopes or egress grow with it"
    ),
    "product-requirement-changed": Kind(
        _MINOR, _DOC, _AC, "a product is minor unless scopes or egress grow with it"
    ),
    "required-product-changed": Kind(
        _NEVER,
        _DOC,
        _AC,
        "the required product changes only while the app has no installations",
        "keep the required product, and add others with `required: false`",
    ),
    "app-id-changed": Kind(
        _LOSS,
        _INF,
        "manifest-reference/",
        "it is another app: installations and stored data stay with the old one",
        "keep `app.id`",
    ),
    "connect-key-changed": Kind(
        _MAYBE,
        _UNK,
        "adopting-forge-from-connect/migration-permission-tool/",
        "the key must match the Connect app; no page says what a change costs",
        _KEEP_KEY,
    ),
    # Stored data.
    "entity-added": Kind(_MINOR, _INF, _ENTITIES, "entities may be added"),
    "entity-removed": Kind(
        _NEVER,
        _DOC,
        _ENTITIES,
        "a deployed entity cannot be deleted: the deploy fails",
        "keep the entity",
    ),
    "attribute-added": Kind(_MINOR, _DOC, _ENTITIES, "attributes may be added"),
    "attribute-removed": Kind(
        _NEVER,
        _DOC,
        _ENTITIES,
        "a deployed attribute cannot be deleted: the deploy fails",
        "keep the attribute",
    ),
    "attribute-type-changed": Kind(
        _MAYBE,
        _UNK,
        _ENTITIES,
        "no page says what becomes of values stored with the old type",
        "add an attribute with a new name",
    ),
    "index-added": Kind(
        _MINOR, _DOC, _ENTITIES, "Forge builds the index, for 5 minutes or more, while it deploys"
    ),
    "index-removed": Kind(
        _NEVER,
        _DOC,
        _ENTITIES,
        "an index that is in staging or production cannot be deleted",
        "keep the index",
    ),
    "index-changed": Kind(
        _NEVER,
        _INF,
        _ENTITIES,
        "the old index would be deleted, which staging and production reject",
        "keep the index, and add one with a new name",
    ),
    # Modules.
    "sql-module-added": Kind(
        _MAJOR, _DOC, "storage-reference/sql/", f"the first `sql` module: {_CONSENT}"
    ),
    "object-store-module-added": Kind(
        _MAJOR,
        _DOC,
        "storage-reference/object-store/",
        f"the first `objectStore` module: {_CONSENT}",
    ),
    "llm-module-added": Kind(
        _MAJOR,
        _DOC,
        "runtime-reference/forge-llms-api-reference/",
        f"the first `llm` module: {_CONSENT}",
    ),
    "storage-module-removed": Kind(
        _MINOR, _UNK, "storage-reference/", "no page says what becomes of the stored data"
    ),
    "dynamic-web-trigger-added": Kind(
        _MAJOR,
        _DOC,
        _W,
        "the first web trigger that may answer with anything counts as egress",
        "declare `response: {type: static, outputs: […]}`; dynamic is the default",
    ),
    "web-trigger-made-dynamic": Kind(
        _MAJOR, _DOC, _W, "a dynamic web trigger counts as egress", "keep `type: static`"
    ),
    "web-trigger-url-format": Kind(
        _MINOR, _DOC, _W, "new URLs have the new form; those in use keep working"
    ),
    "web-trigger-removed": Kind(
        _LOSS,
        _DOC,
        "runtime-reference/web-trigger-api/",
        "its URL, which depends on its key, stops working on every site",
        _KEEP_KEY,
    ),
    "custom-field-removed": Kind(
        _LOSS,
        _DOC,
        f"{_MODULES}jira-custom-field/",
        "the fields disappear from Jira with their values",
        _KEEP_KEY,
    ),
    "macro-removed": Kind(
        _LOSS,
        _INF,
        "adopting-forge-from-connect/migrate-macro/",
        "pages store the key: macros that are placed already stop working",
        _KEEP_KEY,
    ),
    "custom-content-removed": Kind(
        _LOSS,
        _DOC,
        "adopting-forge-from-connect/migrate-custom-content/",
        "the key is part of the type of stored content",
        _KEEP_KEY,
    ),
    "stored-module-removed": Kind(
        _LOSS,
        _INF,
        _MODULES,
        "the product stores its key where users set it up, and what they set up stops working",
        _KEEP_KEY,
    ),
    "module-added": Kind(_MINOR, _INF, _V, _UNLISTED),
    "module-removed": Kind(_MINOR, _INF, _V, _UNLISTED),
    "module-renamed": Kind(_MINOR, _INF, _V, _UNLISTED),
    "module-changed": Kind(_MINOR, _INF, _V, _UNLISTED),
    "connect-modules-changed": Kind(_MINOR, _UNK, _V, _UNLISTED),
    # The rest.
    "variable-added": Kind(_MINOR, _INF, _V, _UNLISTED),
    "variable-removed": Kind(_MINOR, _INF, _V, _UNLISTED),
    "variable-changed": Kind(
        _MINOR, _INF, _V, "changes of values that use it are reported by themselves"
    ),
    "section-added": Kind(_MINOR, _INF, _V, _UNLISTED),
    "section-removed": Kind(_MINOR, _INF, _V, _UNLISTED),
    "section-changed": Kind(_MINOR, _INF, _V, _UNLISTED),
    "manifest-added": Kind(
        _MINOR, _INF, _V, "there is nothing to compare with: its first deploy is a first version"
    ),
    "manifest-removed": Kind(
        _MINOR, _UNK, _V, "nothing is deployed from it any more; installations stay as they are"
    ),
}

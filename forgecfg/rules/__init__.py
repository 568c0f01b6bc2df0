"""All rules, in order of code. A rule is listed here or it does not exist."""

from forgecfg.rules.base_url_path import base_url_path
from forgecfg.rules.configurable_remote import configurable_remote
from forgecfg.rules.conflicting_properties import conflicting_properties
from forgecfg.rules.duplicate_key import duplicate_key
from forgecfg.rules.duplicate_scope import duplicate_scope
from forgecfg.rules.duplicate_yaml_key import duplicate_yaml_key
from forgecfg.rules.file_too_large import file_too_large
from forgecfg.rules.implicit_storage import implicit_storage
from forgecfg.rules.internal_error import internal_error
from forgecfg.rules.invalid_base_url import invalid_base_url
from forgecfg.rules.invalid_encoding import invalid_encoding
from forgecfg.rules.invalid_format import invalid_format
from forgecfg.rules.invalid_value import invalid_value
from forgecfg.rules.invalid_yaml import invalid_yaml
from forgecfg.rules.merge_key import merge_key
from forgecfg.rules.misplaced_endpoint import misplaced_endpoint
from forgecfg.rules.missing_app_scope import missing_app_scope
from forgecfg.rules.missing_base_url import missing_base_url
from forgecfg.rules.missing_fetch_operation import missing_fetch_operation
from forgecfg.rules.missing_property import missing_property
from forgecfg.rules.missing_route import missing_route
from forgecfg.rules.missing_storage_declaration import missing_storage_declaration
from forgecfg.rules.missing_token_scope import missing_token_scope
from forgecfg.rules.misspelt_property import misspelt_property
from forgecfg.rules.multiple_documents import multiple_documents
from forgecfg.rules.not_a_mapping import not_a_mapping
from forgecfg.rules.placeholder_base_url import placeholder_base_url
from forgecfg.rules.region_mismatch import region_mismatch
from forgecfg.rules.rule import Rule
from forgecfg.rules.token_on_wrong_side import token_on_wrong_side
from forgecfg.rules.undeclared_variable import undeclared_variable
from forgecfg.rules.undefined_endpoint import undefined_endpoint
from forgecfg.rules.undefined_remote import undefined_remote
from forgecfg.rules.undefined_service import undefined_service
from forgecfg.rules.unknown_module_type import unknown_module_type
from forgecfg.rules.unknown_property import unknown_property
from forgecfg.rules.unknown_scope import unknown_scope
from forgecfg.rules.unknown_token import unknown_token
from forgecfg.rules.unlisted_property import unlisted_property
from forgecfg.rules.unreadable_file import unreadable_file
from forgecfg.rules.unused_endpoint import unused_endpoint
from forgecfg.rules.unused_remote import unused_remote
from forgecfg.rules.unused_suppression import unused_suppression
from forgecfg.rules.unused_token_scope import unused_token_scope
from forgecfg.rules.user_token_without_user import user_token_without_user
from forgecfg.rules.wrong_type import wrong_type

RULES: tuple[Rule, ...] = (
    internal_error,
    unreadable_file,
    invalid_yaml,
    duplicate_yaml_key,
    multiple_documents,
    not_a_mapping,
    merge_key,
    undeclared_variable,
    unused_suppression,
    invalid_encoding,
    file_too_large,
    missing_property,
    unknown_property,
    misspelt_property,
    wrong_type,
    invalid_value,
    invalid_format,
    conflicting_properties,
    unknown_module_type,
    unlisted_property,
    undefined_endpoint,
    undefined_remote,
    undefined_service,
    duplicate_key,
    misplaced_endpoint,
    unused_endpoint,
    unused_remote,
    missing_token_scope,
    missing_app_scope,
    unused_token_scope,
    user_token_without_user,
    token_on_wrong_side,
    unknown_scope,
    duplicate_scope,
    unknown_token,
    missing_route,
    missing_base_url,
    invalid_base_url,
    region_mismatch,
    missing_storage_declaration,
    base_url_path,
    missing_fetch_operation,
    configurable_remote,
    placeholder_base_url,
    implicit_storage,
)

BY_NAME: dict[str, Rule] = {key: rule for rule in RULES for key in (rule.name, rule.code)}
"""Rules by name and by code."""

__all__ = ["BY_NAME", "RULES", "Rule"]

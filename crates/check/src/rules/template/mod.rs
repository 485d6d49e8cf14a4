//! The template as a document: sections, functions, references.
//!
//! # Files
//!
//! A file a rule, named after what it looks at. `docs/rules.md` lists them all, with what is wrong
//! in a few words; `git grep 'code: "CODE"'` finds the file of a code.

mod condition_shape;
mod conditional_import;
mod conditional_reference;
mod cycle;
mod dangling_reference;
mod depends_on;
mod duplicate_export;
mod dynamic_reference;
mod event_pattern;
mod export_name;
mod find_in_map;
mod foreign_tag;
mod format_version;
mod function_arguments;
mod function_place;
mod globals;
mod hook_shape;
mod import_ring;
mod init_config;
mod inline_size;
mod interface_metadata;
mod limits;
mod logical_id;
mod loop_shape;
mod mapping_shape;
mod missing_transform;
mod nested_parameters;
mod no_resources;
mod null_value;
mod output_shape;
mod parameter_default;
mod parameter_limit;
mod parameter_shape;
mod parameter_unsatisfiable;
mod path_in_arn;
mod policy_action;
mod policy_condition;
mod policy_principal;
mod policy_resource;
mod policy_scope;
mod policy_shape;
mod policy_sid;
mod policy_statement;
mod policy_unknown_action;
mod policy_who;
mod policy_without_effect;
mod pseudo_parameter;
mod pseudo_parameter_text;
mod redundant_dependency;
mod removal_policy;
mod resource_attribute;
mod rule_shape;
mod secret_place;
mod section_shape;
mod secure_string;
mod shared_export;
mod shared_name;
mod shown_secret;
mod spaced_reference;
mod stack_output_form;
mod state_fields;
mod state_machine;
mod transform_order;
mod type_missing;
mod type_transform;
mod undefined_condition;
mod unknown_attribute;
mod unknown_function;
mod unknown_section;
mod unknown_transform;
mod unused_condition;
mod unused_mapping;
mod unused_parameter;
mod unused_variable;
mod variable_without_sub;
mod yaml_alias;

/// The rules of this family, in the order in which their findings are listed.
pub(super) static RULES: &[&crate::rule::BuiltIn] = &[
    &unknown_section::RULE,
    &format_version::RULE,
    &no_resources::RULE,
    &section_shape::RULE,
    &null_value::RULE,
    &logical_id::RULE,
    &resource_attribute::RULE,
    &type_missing::RULE,
    &depends_on::RULE,
    &removal_policy::RULE,
    &undefined_condition::RULE,
    &unused_condition::RULE,
    &dangling_reference::RULE,
    &unknown_attribute::RULE,
    &cycle::RULE,
    &function_arguments::RULE,
    &function_place::RULE,
    &unknown_function::RULE,
    &missing_transform::RULE,
    &parameter_shape::RULE,
    &parameter_default::RULE,
    &unused_parameter::RULE,
    &mapping_shape::RULE,
    &find_in_map::RULE,
    &unused_mapping::RULE,
    &output_shape::RULE,
    &duplicate_export::RULE,
    &rule_shape::RULE,
    &limits::RULE,
    &dynamic_reference::RULE,
    &pseudo_parameter::RULE,
    &unused_variable::RULE,
    &variable_without_sub::RULE,
    &condition_shape::RULE,
    &conditional_reference::RULE,
    &redundant_dependency::RULE,
    &policy_statement::RULE,
    &policy_action::RULE,
    &policy_principal::RULE,
    &policy_unknown_action::RULE,
    &policy_scope::RULE,
    &policy_who::RULE,
    &policy_resource::RULE,
    &policy_condition::RULE,
    &policy_sid::RULE,
    &type_transform::RULE,
    &policy_shape::RULE,
    &policy_without_effect::RULE,
    &hook_shape::RULE,
    &inline_size::RULE,
    &secure_string::RULE,
    &loop_shape::RULE,
    &parameter_unsatisfiable::RULE,
    &shared_name::RULE,
    &shown_secret::RULE,
    &unknown_transform::RULE,
    &transform_order::RULE,
    &yaml_alias::RULE,
    &secret_place::RULE,
    &parameter_limit::RULE,
    &state_machine::RULE,
    &state_fields::RULE,
    &event_pattern::RULE,
    &globals::RULE,
    &interface_metadata::RULE,
    &init_config::RULE,
    &foreign_tag::RULE,
    &spaced_reference::RULE,
    &pseudo_parameter_text::RULE,
    &path_in_arn::RULE,
    &export_name::RULE,
    &shared_export::RULE,
    &import_ring::RULE,
    &nested_parameters::RULE,
    &conditional_import::RULE,
    &stack_output_form::RULE,
];

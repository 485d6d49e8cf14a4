//! The template as a document: sections, functions, references.

use super::family;

family! {
    unknown_section,
    format_version,
    no_resources,
    section_shape,
    null_value,
    logical_id,
    resource_attribute,
    type_missing,
    depends_on,
    removal_policy,
    undefined_condition,
    unused_condition,
    dangling_reference,
    unknown_attribute,
    cycle,
    parameter_shape,
    parameter_default,
    unused_parameter,
    mapping_shape,
    find_in_map,
    unused_mapping,
    output_shape,
    duplicate_export,
    pseudo_parameter,
}

//! The template as a document: sections, functions, references.

use super::family;

family! {
    unknown_section,
    dangling_reference,
}

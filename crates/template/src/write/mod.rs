//! Writing a template as JSON or YAML.
//!
//! Both keep the order of the model and give the same bytes for the same model.

mod json;
mod scalar;
mod yaml;

pub(crate) use json::plain_length;
pub use json::push_json_string;

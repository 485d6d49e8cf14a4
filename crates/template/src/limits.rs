//! How much CloudFormation takes of a template.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>

use crate::{Section, Template};

impl Template {
    /// How many bytes of a template are taken in the call itself.
    pub const INLINE_BYTES: usize = 51_200;
    /// How many bytes of a template are taken from S3.
    pub const MAX_BYTES: usize = 1_048_576;
}

impl Section {
    /// How many entries of a section are taken, where that is limited.
    pub const fn max_entries(self) -> Option<usize> {
        match self {
            Section::Resources => Some(500),
            Section::Parameters | Section::Outputs | Section::Mappings => Some(200),
            _ => None,
        }
    }
}

use stackwright_template::SourceLine;

use super::ResourceMeta;
use crate::NodeId;
use crate::graph::Override;
use crate::value::{Expr, Props};

/// A resource in the graph.
pub(crate) struct ResourceData {
    pub meta: ResourceMeta,
    pub props: Props,
    /// What must be there before, and which line said so.
    pub depends_on: Vec<(NodeId, SourceLine)>,
    pub condition: Option<NodeId>,
    pub deletion_policy: Option<&'static str>,
    pub update_replace_policy: Option<&'static str>,
    pub creation_policy: Option<Expr>,
    pub update_policy: Option<Expr>,
    pub metadata: Props,
    pub overrides: Vec<Override>,
}

impl ResourceData {
    pub fn new(meta: ResourceMeta, props: Props) -> Self {
        ResourceData {
            meta,
            props,
            depends_on: Vec::new(),
            condition: None,
            deletion_policy: None,
            update_replace_policy: None,
            creation_policy: None,
            update_policy: None,
            metadata: Props::new(),
            overrides: Vec::new(),
        }
    }
}

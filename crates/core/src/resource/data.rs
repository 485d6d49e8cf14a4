use stackwright_template::SourceLine;

use super::ResourceMeta;
use crate::NodeId;
use crate::graph::Override;
use crate::include::Kept;
use crate::value::{Expr, Props};

/// A resource in the graph.
pub(crate) struct ResourceData {
    pub meta: ResourceMeta,
    pub props: Props,
    /// What must be there before, and which line said so.
    pub depends_on: Vec<(NodeId, SourceLine)>,
    pub condition: Option<NodeId>,
    /// What must be there for this to be there.
    pub only_with: Vec<NodeId>,
    pub deletion_policy: Option<Expr>,
    pub update_replace_policy: Option<Expr>,
    pub creation_policy: Option<Expr>,
    pub update_policy: Option<Expr>,
    pub metadata: Props,
    pub overrides: Vec<Override>,
    /// Attributes that are written as they stand, in place of others.
    pub attributes: Props,
    /// Of one in an included template, what has no place of its own here.
    pub kept: Option<Box<Kept>>,
    /// Whether its properties are out, for an edit.
    pub is_edited: bool,
}

impl ResourceData {
    pub fn new(meta: ResourceMeta, props: Props) -> Self {
        ResourceData {
            meta,
            props,
            depends_on: Vec::new(),
            condition: None,
            only_with: Vec::new(),
            deletion_policy: None,
            update_replace_policy: None,
            creation_policy: None,
            update_policy: None,
            metadata: Props::new(),
            overrides: Vec::new(),
            attributes: Props::new(),
            kept: None,
            is_edited: false,
        }
    }

    fn policies(&self) -> impl Iterator<Item = &Expr> {
        let policies = self.creation_policy.iter().chain(&self.update_policy);
        policies
            .chain(&self.deletion_policy)
            .chain(&self.update_replace_policy)
    }

    /// Every expression of the resource.
    pub fn each_expr<'r>(&'r self, visit: &mut impl FnMut(&'r Expr)) {
        self.props.iter().for_each(|(_, value)| visit(value));
        self.metadata.iter().for_each(|(_, value)| visit(value));
        self.attributes.iter().for_each(|(_, value)| visit(value));
        self.policies().for_each(&mut *visit);
        let kept = self.kept.iter().flat_map(|kept| kept.attributes.iter());
        kept.for_each(|(_, value)| visit(value));
        self.overrides
            .iter()
            .filter_map(|change| change.value.as_ref())
            .for_each(visit);
    }

    /// Every expression of the resource, to change it.
    pub fn each_expr_mut(&mut self, visit: &mut impl FnMut(&mut Expr)) {
        self.props.values_mut().for_each(&mut *visit);
        self.metadata.values_mut().for_each(&mut *visit);
        self.attributes.values_mut().for_each(&mut *visit);
        let policies = self.creation_policy.iter_mut();
        let policies = policies.chain(&mut self.update_policy);
        let policies = policies.chain(&mut self.deletion_policy);
        let policies = policies.chain(&mut self.update_replace_policy);
        policies.for_each(&mut *visit);
        let kept = self.kept.iter_mut();
        kept.flat_map(|kept| kept.attributes.values_mut())
            .for_each(&mut *visit);
        self.overrides
            .iter_mut()
            .filter_map(|change| change.value.as_mut())
            .for_each(visit);
    }
}

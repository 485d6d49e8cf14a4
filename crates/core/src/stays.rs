use stackwright_codes as codes;
use stackwright_template::{SourceLine, Text};

use crate::app::caller;
use crate::graph::{Kind, Late, Node, Override, Pin, Pinned};
use crate::value::{Expr, IntoValue, Json};
use crate::{Handle, Resource, ResourceHandle, Scope};

/// What stays as it is deployed: ids that are fixed, paths that were moved, properties by path.
impl Scope<'_> {
    /// Fixes the logical id of a parameter, an output, a resource or a construct's main
    /// resource: 1 to 255 letters and digits.
    #[track_caller]
    pub fn pin_id(self, handle: impl Handle, logical_id: impl Into<Text>) {
        let source = self.source(caller());
        if self.knows(handle.node(), source) {
            self.pin(Pinned::Node(handle.node()), logical_id.into(), source);
        }
    }

    /// Fixes many logical ids at once: paths below this scope, and the ids that they keep.
    ///
    /// For a stack that takes over what a template has deployed:
    /// `stack.pin_ids([("Cluster", "ECSCluster"), ("Alb/Listener", "ALBListener")])`. What is at
    /// a path is looked up when the program is over, so that it may name what synthesis adds: a
    /// rule beside a security group, a policy of grants. A path where there is nothing then is
    /// the error `APP119`.
    #[track_caller]
    pub fn pin_ids<'i>(self, ids: impl IntoIterator<Item = (&'i str, &'static str)>) {
        let source = self.source(caller());
        for (path, logical_id) in ids {
            let of = Pinned::Path(self.node(), path.into());
            self.pin(of, logical_id.into(), source);
        }
    }

    /// Writes a property past the types of what is at a path below this scope, as
    /// [`override_property`](Scope::override_property) does by a handle.
    ///
    /// What is at the path is looked up when the program is over, as for [`pin_ids`](Scope::pin_ids):
    /// it may be what synthesis adds. `adopt` writes such lines for what has to stay as it is deployed.
    #[track_caller]
    pub fn override_at(self, path: &str, pointer: impl Into<Text>, value: impl IntoValue<Json>) {
        let source = self.source(caller());
        let value = Some(value.into_value().into_expr());
        self.change_late(path, pointer.into(), value, source);
    }

    /// The handle of a resource that a construct below this scope has made, by its path:
    /// `stack.resource_at::<cfn::ec2::SubnetHandle>("Vpc/PublicSubnet1")`, for what the handle of the
    /// construct does not give. A path where there is nothing, or a resource of another type, is the error
    /// `APP119`.
    #[track_caller]
    pub fn resource_at<H: ResourceHandle>(self, path: &str) -> H {
        let source = self.source(caller());
        let mut graph = self.app().graph_mut();
        let wanted = H::Resource::META.type_name;
        let node = graph.at_path(self.node(), path, source);
        let node = node.and_then(|node| graph.main_node(node, source));
        let is = |node| match graph.get(node).map(|node| &node.kind) {
            Some(Kind::Resource(data)) => data.meta.type_name == wanted,
            _ => false,
        };
        match node {
            Some(node) if !is(node) => {
                let message = format!(
                    "what is at `{}/{path}` is no `{wanted}`",
                    graph.path(self.node())
                );
                let mut found = codes::APP119.finding(message);
                found.source.push(source);
                graph.report(self.node(), found);
                H::from_node(node)
            }
            Some(node) => H::from_node(node),
            None => H::from_node(self.node()),
        }
    }

    /// Takes a property out, past the types, of what is at a path below this scope.
    #[track_caller]
    pub fn remove_at(self, path: &str, pointer: impl Into<Text>) {
        let source = self.source(caller());
        self.change_late(path, pointer.into(), None, source);
    }

    fn change_late(self, path: &str, pointer: Text, value: Option<Expr>, source: SourceLine) {
        let change = Override {
            pointer,
            value,
            source,
        };
        self.app().graph_mut().late.push(Late {
            scope: self.node(),
            path: path.into(),
            change,
        });
    }

    fn pin(self, of: Pinned, logical_id: Text, source: SourceLine) {
        let pin = Pin {
            of,
            logical_id,
            source,
        };
        let mut graph = self.app().graph_mut();
        match graph.lowering {
            // What synthesis says gives way to what the program says.
            true => graph.pins.insert(0, pin),
            false => graph.pins.push(pin),
        }
    }

    /// Keeps the logical ids of a construct that was moved or renamed.
    ///
    /// `old_path` is its former path below the stack, as `Api/Service`; what is below it keeps
    /// its id, too. What constructs name and describe by their path stays as well. The ids of a
    /// stack's resources do not hold its own id, so a stack cannot be moved (`APP122`). A path that is the one
    /// where it stands keeps nothing (`APP142`); one that was never deployed is told by the command `ids`, and by
    /// synthesis in a project with its lock.
    #[track_caller]
    pub fn moved(self, handle: impl Handle, old_path: impl Into<Text>) {
        let (source, old_path) = (self.source(caller()), old_path.into());
        let node = handle.node();
        let mut graph = self.app().graph_mut();
        match graph.get_mut(node) {
            Some(Node {
                kind: Kind::Stack(_),
                id,
                ..
            }) => {
                let message = format!("the stack `{id}` is to keep the ids of `{old_path}`");
                let mut found = codes::APP122.finding(message);
                found.source.push(source);
                graph.report(node, found);
            }
            Some(data) => {
                data.moved = Some(old_path);
                graph.moves.push((node, source));
            }
            None => graph.foreign(source),
        }
    }
}

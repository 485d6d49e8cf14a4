use std::rc::Rc;

use stackwright_template::{SourceLine, Text};

use crate::app::caller;
use crate::graph::Visit;
use crate::resource::Resource;
use crate::value::Props;
use crate::{NodeId, Scope};

/// Changes of every resource of a type.
impl Scope<'_> {
    /// Changes every resource of a type that is in this scope when the program is over, by whatever
    /// construct it was made and also if synthesis adds it, once: a rule of a company's for all of its
    /// buckets, say. Changes of one type are made in the order in which they are asked for, and after
    /// those of [`edit`](Scope::edit). They can add no resources, so none is ever missed.
    ///
    /// As an aspect of AWS CDK. <https://docs.aws.amazon.com/cdk/v2/guide/aspects.html>
    #[track_caller]
    pub fn each<R: Resource>(self, change: impl Fn(R) -> R + 'static) {
        let change = move |props| change(R::from_props(props)).into_props();
        self.visit(R::META.type_name, Rc::new(change), caller());
    }

    /// The same by the name of the type, as `AWS::IAM::Role`: for constructs, and for types that no
    /// crate has.
    ///
    /// ```
    /// use stackwright_core::{App, Expr, RawResource};
    ///
    /// let app = App::new();
    /// let web = app.stack("Web");
    /// web.each_of_type("AWS::SQS::Queue", |queue| queue.set("SqsManagedSseEnabled", Expr::Bool(true)));
    /// web.add("Jobs", RawResource::new("AWS::SQS::Queue"));
    /// assert!(app.synth().stacks[0].template.to_yaml().contains("SqsManagedSseEnabled: true"));
    /// ```
    #[track_caller]
    pub fn each_of_type(self, type_name: impl Into<Text>, change: impl Fn(&mut Props) + 'static) {
        let change = move |mut props| {
            change(&mut props);
            props
        };
        self.visit(type_name.into(), Rc::new(change), caller());
    }

    fn visit(self, type_name: Text, change: Rc<dyn Fn(Props) -> Props>, at: SourceLine) {
        let source = self.source(at);
        if self.knows(self.node(), source) {
            self.app().graph_mut().visits.push(Visit {
                scope: self.node(),
                type_name,
                change,
                source,
                seen: 0,
            });
        }
    }

    pub(crate) fn visited(self, node: NodeId, visit: &Visit) {
        if let Some(props) = self.take_props(node, visit.source) {
            self.put_props(node, (visit.change)(props), visit.source);
        }
    }
}

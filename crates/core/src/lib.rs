//! App, scopes, typed values, identity, and the lowering of a graph of constructs to
//! CloudFormation templates.
//!
//! A program adds constructs to the scopes of an [`App`]; [`App::synth`] lowers what it built.
//! Nothing here knows an AWS service: resource types are data that the generated crate brings,
//! relations between constructs are [`Fact`]s whose modules lower them.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `app` | an app, its context, and what it is synthesized to |
//! | `stage`, `stack`, `nested`, `scope` | where constructs are added, from the widest to the narrowest |
//! | `lookup` | what is looked up in an account |
//! | `include/` | templates that are there already, taken in as they stand |
//! | `stays` | what stays as it is deployed: fixed ids, moved paths, properties by path |
//! | `each` | changes of every resource of a type |
//! | `construct`, `toolbox` | what a construct is, and what its maker needs again and again |
//! | `graph/` | the arena of nodes, and the facts about them |
//! | `resource/`, `element/` | what a template has: resources, and parameters, outputs, conditions, rules |
//! | `asset/` | what is published beside templates |
//! | `value/` | typed values: literals and expressions |
//! | `identity` | logical ids |
//! | `lower/` | from the graph to templates |
//!
//! # Findings
//!
//! What is wrong with a program is reported, never a panic: [`Synthesis::diagnostics`] has it all,
//! each with its code. The codes from [`APP101`](stackwright_codes::APP101) on are core's, and
//! [`stackwright_codes`] says what each stands for.

mod app;
mod asset;
mod construct;
mod each;
mod element;
mod graph;
mod identity;
mod include;
mod lookup;
mod lower;
mod nested;
mod resource;
mod scope;
mod stack;
mod stage;
mod stays;
mod toolbox;
mod value;

pub use app::{App, Context};
pub use asset::{Asset, Bootstrap, CacheOption, Contents, Form, ImageBuild, Published};
pub use construct::{Construct, Handle};
pub use element::{
    AllowedKind, Assertion, Condition, ConditionHandle, Mapping, MappingHandle, MappingValue,
    Output, OutputHandle, Parameter, ParameterHandle, ParameterKind, Rule, RuleHandle, contains,
    each_member_equals, each_member_in, ref_all, value_of, value_of_all,
};
pub use graph::{Fact, NodeId, Recorded};
pub use identity::logical_id;
pub use include::{Include, Included};
pub use lookup::{Answer, Lookup, Query};
pub use lower::{Moved, Origin, StackTemplate, Synthesis};
pub use nested::NestedStack;
pub use resource::{
    Asked, AskedIn, AutoScalingInstanceRefresh, AutoScalingRollingUpdate, CreationPolicy,
    DeletionPolicy, RawHandle, RawResource, Resource, ResourceHandle, ResourceMeta, Settings,
    TagProperty, TagShape, UpdatePolicy, UpdateReplacePolicy,
};
pub use scope::Scope;
pub use stack::Stack;
pub use stackwright_codes::Code;
pub use stackwright_template::{Diagnostic, Severity, SourceLine, Text, sort_few};
pub use stage::Stage;
pub use toolbox::{With, non_empty};
pub use value::{
    Assumed, Attribute, Bool, Choice, DynamicService, Expr, Float, IdentityText, Int, IntoValue,
    Json, JsonType, List, MapOf, NoValue, Piece, Props, Pseudo, ReferenceKind, StackOutput, Str,
    Strength, Strong, SubBuilder, TextKind, Value, Weak, assume, base64, cidr, dynamic_reference,
    find_in_map, get_azs, if_, import_value, join, json_string, length, no_value, select, split,
    stack_output, strong, to_json_string, transform, weak,
};

/// What [`sub!`] and [`object!`] expand with and to; not for use by hand.
#[doc(hidden)]
pub mod macros {
    pub use crate::value::{entry, item, list, object as object_of};
    pub use stackwright_macros::{object, sub};
}

/// An `Fn::Sub` written like `format!`.
///
/// `{name}` takes a variable from the surroundings or a named argument, `{AWS::Region}` a pseudo
/// parameter; `{{` and `}}` stand for braces. What can be a value of kind [`Str`] can be put in.
/// The result is a `Value<Str>`, a plain string where all of it is known.
///
/// ```
/// use stackwright_core::{sub, App, Parameter, Str, Value};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let project = stack.add("ProjectName", Parameter::string());
/// let cluster: Value<Str> = sub!("{project}-{env}-cluster", env = "dev");
/// let group: Value<Str> = sub!("/ecs/{AWS::Region}/{project}");
/// ```
#[macro_export]
macro_rules! sub {
    ($($input:tt)*) => {
        $crate::macros::sub!($crate, $($input)*)
    };
}

/// JSON that may hold references, written like JSON.
///
/// A value is a literal, a nested object or list, `null`, or any expression that is [`IntoValue`]
/// of [`Json`]: handles, parameters, `if_`, `sub!`, [`no_value`]. A key is a text literal, or an
/// expression in parentheses. The result is a `Value<Json>`, for [`RawResource::property`], for
/// properties that take any JSON, for [`json_string`]; `serde_json::json!` does the same for what
/// has no references.
///
/// ```
/// use stackwright_core::{App, Json, RawResource, Str, Value, object};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let dead = stack.add("Dead", RawResource::new("AWS::SQS::Queue"));
/// let policy: Value<Json> = object!({
///     "deadLetterTargetArn": dead.attribute::<Str>("Arn"),
///     "maxReceiveCount": 5,
///     "tags": [{"key": "team", "value": "web"}],
/// });
/// stack.add("Queue", RawResource::new("AWS::SQS::Queue").property("RedrivePolicy", policy));
/// ```
#[macro_export]
macro_rules! object {
    ($($input:tt)*) => {
        $crate::macros::object!($crate, $($input)*)
    };
}

//! `stackwright-core`: from constructs to templates.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `resources` | resources: dependencies, policies, metadata |
//! | `parameters` | parameters: types, constraints, defaults |
//! | `mappings` | mappings |
//! | `conditions` | conditions, also of whole constructs |
//! | `rules` | rules about parameters |
//! | `outputs` | outputs and exports of a program's own |
//! | `functions` | intrinsic functions and pseudo parameters |
//! | `sub` | `sub!` |
//! | `json` | JSON in a string |
//! | `object` | `object!` |
//! | `numbers` | numbers: exact, or refused |
//! | `stacks` | references between stacks, and their order |
//! | `lookups` | what is looked up in accounts, and the file that keeps it |
//! | `nested` | stacks in stacks: references into and out of them, and names |
//! | `nested_told` | what is said of stacks in stacks, and what the checker says |
//! | `stages` | the same stacks in several environments |
//! | `exports` | what stacks export for each other, under which names |
//! | `weak` | references that are read while a stack is deployed |
//! | `identity` | logical ids and names: how they are made, pinned, moved, and clash |
//! | `include` | templates that are there already, taken in as they stand |
//! | `tags` | tags of scopes and resources |
//! | `visits` | changes of every resource of a type |
//! | `escape` | editing what a construct made, and writing past the types |
//! | `facts` | what is recorded and lowered at the end |
//! | `acknowledge` | findings that a program acknowledges |
//! | `diagnostics` | findings: order, path, line |
//! | `rings` | handles of another app, and what is defined by itself |
//! | `depth` | what is nested very deep |
//! | `determinism` | the same program, the same bytes |
//! | `compile` | what must not compile, and what the compiler says |

pub(crate) mod acknowledge;
mod compile;
pub(crate) mod conditions;
mod depth;
mod determinism;
mod diagnostics;
pub(crate) mod escape;
pub(crate) mod exports;
mod facts;
pub(crate) mod functions;
pub(crate) mod identity;
pub(crate) mod include;
pub(crate) mod json;
pub(crate) mod lookups;
pub(crate) mod mappings;
pub(crate) mod nested;
pub(crate) mod nested_told;
mod numbers;
mod object;
pub(crate) mod outputs;
pub(crate) mod parameters;
pub(crate) mod resources;
mod rings;
pub(crate) mod rules;
pub(crate) mod stacks;
pub(crate) mod stages;
mod sub;
pub(crate) mod tags;
pub(crate) mod visits;
pub(crate) mod weak;

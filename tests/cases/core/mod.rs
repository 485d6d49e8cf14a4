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
//! | `nested` | stacks in stacks |
//! | `stages` | the same stacks in several environments |
//! | `exports` | what stacks export for each other, under which names |
//! | `identity` | logical ids and names: how they are made, pinned, moved, and clash |
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

mod acknowledge;
mod compile;
mod conditions;
mod depth;
mod determinism;
mod diagnostics;
mod escape;
mod exports;
mod facts;
mod functions;
mod identity;
mod json;
mod mappings;
mod nested;
mod numbers;
mod object;
mod outputs;
mod parameters;
mod resources;
mod rings;
mod rules;
mod stacks;
mod stages;
mod sub;
mod tags;
mod visits;

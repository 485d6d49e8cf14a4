//! `stackwright-core`: from constructs to templates.

mod acknowledge;
mod compile;
mod conditions;
mod depth;
mod determinism;
mod diagnostics;
mod escape;
mod facts;
mod functions;
mod identity;
mod json;
mod mappings;
mod numbers;
mod object;
mod outputs;
mod parameters;
mod resources;
mod rings;
mod rules;
mod stacks;
mod sub;
mod tags;

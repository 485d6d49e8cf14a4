//! What comes when one CloudFormation template takes the place of another.
//!
//! [`compare`] says of each resource whether it stays, is changed in place, is or may be replaced, goes or
//! moves, and why: by the facts on its type, and followed through references to what refers to it. It
//! says what goes wrong on the way ([`Hazard`]) and who gets which rights and reaches what. Answers are
//! types; [`words`] alone puts them into English.
//!
//! Values that say the same are the same: `Fn::Sub` against `Fn::Join`, `true` against `"true"`, a policy
//! with one action or a list of one, JSON in texts, the order of what has none, defaults that are written
//! out, conditions and mappings by other names, `Fn::ForEach` against what it makes.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `compare` | one template against another: all that follows |
//! | `adopt` | which resource of a deployed template each of a program is |
//! | `change` | the answers, as types |
//! | `effect` | what a change does to a resource, and why |
//! | `path` | the way to what changes |
//! | `side` | one of the two templates, prepared |
//! | `form` | one form for values that say the same |
//! | `names` | what conditions, mappings and parameters are called on both sides |
//! | `difference` | where two values differ, in the type that the facts give them |
//! | `items` | which item of a list is which of another |
//! | `document` | JSON in texts, and policies |
//! | `resource` | what changes of one resource |
//! | `laws` | what a change of a property does to its resource |
//! | `law` | the laws of single types |
//! | `pool` | laws of user pools of Amazon Cognito |
//! | `globals` | what is global in a template of that model, in the resources that take it |
//! | `serverless` | types of the Serverless Application Model, by what they become |
//! | `policy` | laws that `UpdatePolicy` decides |
//! | `lock` | logical ids as a file says that they must be |
//! | `follow` | what changes because it refers to what changes |
//! | `values` | which values of a changed resource are others |
//! | `moved` | the same resource under another id, or in another stack |
//! | `pairs` | which of what has come is which of what has gone |
//! | `nested` | stacks in stacks: which of their outputs can change |
//! | `fate` | what becomes of what goes, and whether data is lost |
//! | `sections` | what changes in the other sections |
//! | `hazards/` | what goes wrong while a change is deployed |
//! | `notes` | what AWS changes by itself, and other things worth knowing |
//! | `security/` | who gets rights, reaches what, becomes public |
//! | `words` | all of that in English |

mod adopt;
mod change;
mod compare;
mod difference;
mod document;
mod effect;
mod fate;
mod follow;
mod form;
mod globals;
mod hazards;
mod items;
mod law;
mod laws;
mod lock;
mod moved;
mod names;
mod nested;
mod notes;
mod pairs;
mod path;
mod policy;
mod pool;
mod resource;
mod sections;
mod security;
mod serverless;
mod side;
mod values;
pub mod words;

pub use adopt::{VERSIONED, adopt, kept};
pub use change::{
    AttributeChange, Cause, Change, EntryChange, Fate, Kind, PropertyChange, ResourceChange,
};
pub use compare::{compare, compare_in};
pub use effect::{Effect, Why};
pub use fate::is_stateful;
pub use hazards::{CODES as HAZARDS, Hazard, HazardCode, Leaves, Lost, RulePlace};
pub use lock::{Lock, LockDifference, Locked};
pub use moved::{Compared, Move, Standing, across, moves};
pub use nested::{Around, Nested};
pub use notes::{Governor, Note};
pub use path::{Path, Step};
pub use security::{Exposure, Holder, Opening, Public, Reach, Right};

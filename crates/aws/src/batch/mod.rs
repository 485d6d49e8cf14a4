//! AWS Batch: jobs that wait in a queue until there is room for them.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `compute_environment` | where jobs run, and how many at once |
//! | `job_queue` | where they wait, and who may submit some |
//! | `job_definition` | what they are: a task, tried again, for so long |
//! | `written` | a task in the words of Batch |
//! | `pipeline` | jobs one after the other |

mod compute_environment;
mod job_definition;
mod job_queue;
mod pipeline;
mod written;

pub use compute_environment::{
    ComputeEnvironment, ComputeEnvironmentHandle, ImportedComputeEnvironment,
};
pub use job_definition::{ImportedJobDefinition, JobDefinition, JobDefinitionHandle};
pub use job_queue::{ImportedJobQueue, JobQueue, JobQueueHandle};
pub use pipeline::BatchPipeline;

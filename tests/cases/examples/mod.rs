//! The examples, run as their users run them.

mod ecs_fargate;

//! What a CloudFormation template comes to once it is deployed, as types.
//!
//! A [`Model`] is a template with the facts on its resource types. Its [`Deployments`] are what it
//! can become: each has every condition settled one way. A [`Deployment`] answers what its
//! resources do together: who reaches whom, what a role may do, what starts which tasks, what is
//! made after what. What only the deployment itself will decide (parameters, imports) stays unknown,
//! and nothing is claimed of it.
//!
//! What a deployment needs to work stands in three lists of one form, each item with a verdict:
//! [`flows`](Deployment::flows), who must reach whom; [`needs`](Deployment::needs), which role must be
//! allowed what; [`waits`](Deployment::waits), what must be made after what. They mirror what a program
//! declares: connections, grants, dependencies.
//!
//! Nothing here is reported, and nothing is worded: that is done by whoever asks.
//!
//! ```
//! use stackwright_deployment::{Deployments, Model};
//! use stackwright_template::Template;
//!
//! let template = Template::from_yaml(
//!     "Resources:
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties: {Cluster: !Ref Cluster, TaskDefinition: !Ref Task, LaunchType: FARGATE}
//!   Task:
//!     Type: AWS::ECS::TaskDefinition
//!     Properties: {ContainerDefinitions: [{Name: web, Image: nginx}]}
//!   Cluster: {Type: AWS::ECS::Cluster}
//! ",
//! )?;
//! let model = Model::new(&template, &[]);
//! let deployments = Deployments::of(&model);
//! let [deployment] = deployments.settled() else { panic!("there are no conditions") };
//! let [web] = deployment.services() else { panic!("there is one service") };
//! assert_eq!(web.cluster.map(|cluster| cluster.id()), Some("Cluster"));
//! assert!(deployment.waits_for("Web", |id| id == "Task"));
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `model/` | the template with its facts: nodes, references, conditions, values, policies |
//! | `place` | where something stands |
//! | `exports` | which exports and imports may be the same |
//! | `deployments` | in which ways the conditions can come out |
//! | `deployment` | what is deployed, one way; made when first asked for: all that follows |
//! | `behind` | where debug information ends, so that programs are not linked with it again and again |
//! | `met` | whether another deployment may answer differently |
//! | `property` | what a property of a resource is, as far as that is known |
//! | `text` | what a text is, as far as that is known |
//! | `network/` | VPCs, subnets, routes, endpoints, security groups |
//! | `iam` | which policies roles, users and groups hold, and how long documents are |
//! | `permissions` | what a role may do, and who may take it |
//! | `guards` | what the policies of resources say, and of what they are |
//! | `circumstances` | what is known of a request when the conditions of a policy are looked at |
//! | `managed` | what the policies of AWS allow |
//! | `infrastructure` | what Amazon ECS does with infrastructure roles |
//! | `flows/` | who must reach whom, and whether the network lets it through |
//! | `needs` | which role must be allowed what, and whether it is |
//! | `talks` | what containers are told of, to talk to, and whether they may |
//! | `rights` | what the execution role is needed for before containers run |
//! | `waits` | what must be made after what, and whether CloudFormation is told |
//! | `order` | what CloudFormation makes after what |
//! | `purpose` | what flows and needs are for |
//! | `answer` | yes, no, or not known |
//! | `ecs` | which services, tasks and containers there are |
//! | `service` | how a service runs and replaces its tasks |
//! | `task` | what a task definition says of its containers: sizes, names, logs |
//! | `image` | where the image of a container comes from |
//! | `starter` | what starts tasks without being a service |
//! | `fleet` | the instances that tasks run on |
//! | `instance` | how much CPU and memory a type of instances has |
//! | `providers` | what capacity clusters have, and services ask for |
//! | `fargate` | which sizes of tasks Fargate has |
//! | `scaling` | what scales services |
//! | `schedule` | expressions that say when something happens |
//! | `elb` | which listener sends what where |

mod answer;
mod behind;
mod circumstances;
mod deployment;
mod deployments;
mod ecs;
mod elb;
pub mod exports;
pub mod fargate;
mod fleet;
mod flows;
mod guards;
pub mod iam;
mod image;
mod infrastructure;
mod instance;
mod managed;
mod met;
pub mod model;
mod needs;
pub mod network;
mod order;
mod permissions;
mod place;
mod property;
mod providers;
mod purpose;
mod rights;
mod scaling;
pub mod schedule;
mod service;
mod starter;
mod talks;
pub mod task;
mod text;
mod waits;

pub use answer::Answer;
pub use behind::Behind;
pub use circumstances::{Circumstance, Known};
pub use deployment::Deployment;
pub use deployments::Deployments;
pub use ecs::{Container, Launch, LoadBalancer, Port, Service, TaskDefinition};
pub use elb::{Balancer, Balancing, health_protocol, target_type};
pub use fleet::{Fleet, Joined};
pub use flows::{Barrier, Door, End, Flow, Side, Verdict};
pub use guards::{Guard, Principals};
pub use image::Registry;
pub use instance::{InstanceSize, instance_size, is_graviton, lacks_gpus};
pub use met::Met;
pub use model::Model;
pub use needs::{Actor, Need, Permit};
pub use permissions::{Grant, Role, Subject};
pub use place::{Place, SECTIONS};
pub use property::{Items, Lookup, Property, Target};
pub use providers::{is_fargate, is_managed, same_provider};
pub use purpose::Purpose;
pub use rights::Right;
pub use scaling::{ScalableTarget, segments};
pub use service::Percentages;
pub use starter::Starter;
pub use text::Text;
pub use waits::{Reason, Wait};

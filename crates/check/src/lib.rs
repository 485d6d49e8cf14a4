//! Finds what would fail in AWS before AWS does.
//!
//! [`check`] takes any template, whoever wrote it, and returns what is wrong with it: sorted,
//! without repetition, each finding with a stable code, the place, the value received and the
//! way out. Nothing is guessed: where the value that decides is known at deployment only, a rule
//! stays silent unless every possible value is wrong.
//!
//! ```
//! use stackwright_check::{Options, check};
//! use stackwright_template::{Severity, Template};
//!
//! let template = Template::from_yaml(
//!     "Resources:
//!   Web:
//!     Type: AWS::ECS::Cluster
//!     Properties:
//!       ClusterNam: web
//! ",
//! )?;
//! let findings = check(&template, &Options::new());
//! let errors: Vec<_> = findings.iter().filter(|found| found.severity == Severity::Error).collect();
//! assert_eq!(errors[0].code, "SCH102");
//! assert_eq!(errors[0].help.as_deref(), Some("did you mean `ClusterName`?"));
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! # Acknowledgements
//!
//! What is meant to be as it is can be acknowledged where the template says so, with the reason:
//! for the whole template or some of its logical ids in its metadata, for one resource in that of
//! the resource. [`inspect`] tells what was left out for that.
//!
//! ```
//! use stackwright_check::{Options, inspect};
//! use stackwright_template::Template;
//!
//! let template = Template::from_yaml(
//!     "Metadata:
//!   Stackwright:
//!     Acknowledge:
//!       - Code: TPL122
//!         Reason: the pipeline passes it to every stack
//!         Resources: [Owner] # left out, it is for all of the template
//! Parameters:
//!   Owner: {Type: String}
//! Resources:
//!   Topic:
//!     Type: AWS::SNS::Topic
//!     DependsOn: Queue
//!     Properties: {TopicName: !GetAtt Queue.QueueName}
//!     Metadata:
//!       Stackwright:
//!         Acknowledge: {TPL137: it says why there is an order}
//!   Queue: {Type: AWS::SQS::Queue}
//! ",
//! )?;
//! let inspection = inspect(&template, &Options::new().ignore("DES"));
//! assert!(inspection.findings.is_empty());
//! let codes: Vec<&str> = inspection.acknowledged.iter().map(|found| found.code).collect();
//! assert_eq!(codes, ["TPL122", "TPL137"]);
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! # Rules of one's own
//!
//! A rule implements [`Rule`]: it looks at the [`Model`] and reports to [`Findings`]. The built-in
//! rules ([`rules`]) are written the same way.
//!
//! ```
//! use stackwright_check::{Declaration, Findings, Model, Options, Place, Rule, check};
//! use stackwright_template::{Severity, Template};
//!
//! struct OwnerTag;
//!
//! impl Rule for OwnerTag {
//!     fn declaration(&self) -> &Declaration {
//!         const DECLARATION: Declaration =
//!             Declaration::new("ORG001", Severity::Warning, "bucket without an owner")
//!                 .why("nobody knows whom to ask before it is deleted")
//!                 .fix("tag the bucket with its owner");
//!         &DECLARATION
//!     }
//!
//!     fn check(&self, model: &Model<'_>, findings: &mut Findings<'_>) {
//!         for bucket in model.resources_of("AWS::S3::Bucket") {
//!             if bucket.property("Tags").is_none() {
//!                 let place = Place::of_resource(bucket.id(), bucket.span());
//!                 findings.report(place, format!("the bucket {} has no tags", bucket.id()));
//!             }
//!         }
//!     }
//! }
//!
//! let template = Template::from_yaml("Resources: {Logs: {Type: AWS::S3::Bucket}}")?;
//! let findings = check(&template, &Options::new().ignore("DES").rule(OwnerTag));
//! assert_eq!(findings[0].code, "ORG001");
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! What resources do together is seen by [`Rule::check_deployment`]: a
//! [`Deployment`] is the template with its conditions settled. It
//! lists who must reach whom, which role must be allowed what, and what must be made after what, each
//! with a verdict.
//!
//! ```
//! use stackwright_check::{Declaration, Deployment, Findings, Options, Rule, check};
//! use stackwright_template::{Severity, Template};
//!
//! struct NothingPublic;
//!
//! impl Rule for NothingPublic {
//!     fn declaration(&self) -> &Declaration {
//!         const DECLARATION: Declaration =
//!             Declaration::new("ORG002", Severity::Error, "load balancer that everybody reaches")
//!                 .why("what is public stands behind the gateway")
//!                 .fix("admit the gateway's group alone");
//!         &DECLARATION
//!     }
//!
//!     fn check_deployment<'d>(&self, deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
//!         for flow in deployment.flows().iter().filter(|flow| flow.is_open()) {
//!             if let (None, Some(id)) = (flow.from.id(), flow.to.id()) {
//!                 findings.report(flow.because.place(), format!("clients reach `{id}`"));
//!             }
//!         }
//!     }
//! }
//!
//! let template = Template::from_yaml(
//!     "Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: balancer
//!       SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
//!   Balancer:
//!     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!     Properties: {SecurityGroups: [!Ref Group]}
//!   Listener:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS, DefaultActions: []}
//! ",
//! )?;
//! let findings = check(&template, &Options::new().rule(NothingPublic));
//! assert!(findings.iter().any(|found| found.message == "clients reach `Balancer`"));
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```

mod acknowledge;
mod check;
mod codes;
mod deployment;
mod findings;
mod model;
mod regions;
mod rule;
mod rules;
mod schema;
mod words;

pub use check::{Inspection, Options, check, inspect, nested_file, nested_paths};
pub use codes::{declaration, declarations};
pub use findings::Findings;
pub use model::{
    Assumption, Conditions, Edge, Holds, Kind, Model, PSEUDO_PARAMETERS, ParameterType, Use, Values,
};
pub use regions::{known_regions, nearest_region};
pub use rule::{Declaration, Family, Rule};
pub use rules::{rule, rules};
pub use stackwright_deployment::{Deployment, Place};

//! What resources have in policies of their own: who may do what with them.

use crate::model::resource_policies;
use crate::{Deployment, Grant, Property, Role, Target};

/// A policy that says who may do what with a resource.
pub struct Guard<'d> {
    /// What it is of: the resource that holds it, or those that it names.
    pub of: Vec<Property<'d>>,
    /// What it says.
    pub policy: Role<'d>,
}

/// Whom a statement of such a policy means.
pub enum Principals<'d> {
    /// Everybody.
    All,
    /// Those whom it names: roles, accounts, services.
    Only(Vec<Property<'d>>),
    /// All but some, or it is not known.
    Unknown,
}

/// What a policy that is a resource is of: its type, and the property that names that.
const NAMED: [(&str, &str); 8] = [
    ("AWS::Kinesis::ResourcePolicy", "ResourceArn"),
    ("AWS::MSK::ClusterPolicy", "ClusterArn"),
    ("AWS::S3::BucketPolicy", "Bucket"),
    ("AWS::SNS::TopicInlinePolicy", "TopicArn"),
    ("AWS::SNS::TopicPolicy", "Topics"),
    ("AWS::SQS::QueueInlinePolicy", "Queue"),
    ("AWS::SQS::QueuePolicy", "Queues"),
    ("AWS::SecretsManager::ResourcePolicy", "SecretId"),
];

impl<'d> Deployment<'d> {
    /// The policies of resources, as far as they are known: of queues, topics, buckets, keys, repositories, secrets,
    /// tables, buses, file systems, endpoints.
    ///
    /// ```
    /// use stackwright_deployment::{Deployments, Model};
    /// use stackwright_template::Template;
    ///
    /// let template = Template::from_yaml(
    ///     "Resources:
    ///   Jobs: {Type: AWS::SQS::Queue}
    ///   Policy:
    ///     Type: AWS::SQS::QueuePolicy
    ///     Properties:
    ///       Queues: [!Ref Jobs]
    ///       PolicyDocument:
    ///         Statement: [{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: sqs:SendMessage, Resource: '*'}]
    /// ",
    /// )?;
    /// let model = Model::new(&template, &[]);
    /// let deployments = Deployments::of(&model);
    /// let [deployment] = deployments.settled() else { panic!("there are no conditions") };
    /// let guards = deployment.guards();
    /// assert_eq!(guards[0].of[0].id(), "Jobs");
    /// assert!(guards[0].policy.grants[0].has("sqs:SendMessage").is_yes());
    /// # Ok::<(), stackwright_template::ReadError>(())
    /// ```
    pub fn guards(&'d self) -> Vec<Guard<'d>> {
        let mut guards = Vec::new();
        for (of_type, way) in resource_policies() {
            for holder in self.resources_of(of_type) {
                let Some(policy) = Role::of_policy(holder.get(way)) else {
                    continue;
                };
                let named = NAMED.iter().find(|(own, _)| *own == of_type);
                let of = match named {
                    None => vec![holder],
                    Some((_, name)) => {
                        let items = holder.get(name).items().known;
                        let targets = items.iter().filter_map(|own| match own.target() {
                            Target::Resource(resource, _) => Some(resource),
                            _ => None,
                        });
                        targets.collect()
                    }
                };
                guards.push(Guard { of, policy });
            }
        }
        guards
    }
}

impl<'d> Grant<'d> {
    /// Whom a statement of the policy of a resource means.
    pub fn principals(&self) -> Principals<'d> {
        let principal = self.place.get("Principal");
        if principal.is("*") {
            return Principals::All;
        }
        let mut named = Vec::new();
        for kind in principal.entries().known {
            let items = kind.items();
            if items.known.iter().any(|own| own.is("*")) {
                return Principals::All;
            }
            if !items.complete {
                return Principals::Unknown;
            }
            named.extend(items.known);
        }
        match named.is_empty() {
            true => Principals::Unknown,
            false => Principals::Only(named),
        }
    }
}

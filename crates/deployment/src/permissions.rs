//! What a role may do, and who may take it.

use super::circumstances::{Circumstance, excluded};
use super::managed::{actions_of_managed, on_some_of_managed};
use super::text::Text;
use super::{Answer, Deployment, Property, Target};
use crate::model::{like, like_action};

/// What something is to be done with.
#[derive(Clone)]
pub enum Subject<'d> {
    /// An action that is allowed for everything or not at all.
    Everything,
    /// A resource of this template.
    Resource(Property<'d>),
    /// What an ARN says, behind the account, of a service's resource: `ssm` and `parameter/db`.
    Named(&'static str, String),
    /// It is not known.
    Unknown,
}

/// An `AWS::IAM::Role` with all of its policies.
pub struct Role<'d> {
    /// The resource, or the document of a policy that belongs to no role.
    pub properties: Property<'d>,
    /// What it may do, as far as that is known.
    pub grants: Vec<Grant<'d>>,
    /// Whether it has no other policies.
    pub complete: bool,
}

/// What one statement allows, or denies.
pub struct Grant<'d> {
    /// The statement; of a policy of AWS, the ARN of the policy.
    pub place: Property<'d>,
    allows: bool,
    actions: Actions<'d>,
    resources: Resources<'d>,
    conditional: bool,
}

enum Actions<'d> {
    Only(Vec<Property<'d>>),
    AllBut(Vec<Property<'d>>),
    /// Those of a policy of AWS.
    Known(&'static [&'static str]),
    Unknown,
}

enum Resources<'d> {
    All,
    Only(Vec<Property<'d>>),
    /// What an ARN says behind the account, with wildcards: `role/ecsInstanceRole*`.
    Named(&'static str, &'static str),
    /// It is not known, or told by what is left out.
    Unknown,
}

impl<'d> Deployment<'d> {
    /// The role that a property names, where this template has it.
    pub fn role(&'d self, named: &Property<'d>) -> Option<&'d Role<'d>> {
        let roles = self.roles();
        let at = |id: &str| roles.iter().find(|role| role.properties.id() == id);
        match named.target() {
            Target::Resource(resource, _) => at(resource.id()),
            // An ARN that is put together has the role's name, or the role, at its end.
            _ => {
                let text = named.symbolic()?;
                if let Some(id) = text.names().find(|id| at(id).is_some()) {
                    return at(id);
                }
                let named_like = |role: &&Role<'d>| {
                    let name = role.properties.get("RoleName").symbolic();
                    name.is_some_and(|name| text.ends_with(&name, '/'))
                };
                roles.iter().find(named_like)
            }
        }
    }

    /// The roles, in order.
    pub fn roles(&'d self) -> &'d [Role<'d>] {
        self.roles.get_or_init(&self.met, || {
            let mut roles: Vec<Role<'d>> = self
                .resources_of("AWS::IAM::Role")
                .map(|role| Role::of(self, role))
                .collect();
            self.add_policies(&mut roles);
            roles
        })
    }

    /// Policies that are resources of their own, and name their roles.
    fn add_policies(&'d self, roles: &mut [Role<'d>]) {
        let types = [
            "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::RolePolicy",
        ];
        for policy in types.into_iter().flat_map(|name| self.resources_of(name)) {
            let named = match policy.resource_type() {
                "AWS::IAM::RolePolicy" => vec![policy.get("RoleName")],
                _ => policy.get("Roles").items().known,
            };
            let grants = || grants(policy.get("PolicyDocument"));
            for name in named {
                match name.target() {
                    Target::Resource(role, _) => {
                        let role = roles.iter_mut().find(|r| r.properties.id() == role.id());
                        if let Some(role) = role {
                            role.add(grants());
                        }
                    }
                    // A name may be that of any role whose name it could be.
                    _ => {
                        for role in roles.iter_mut() {
                            let own = role.properties.get("RoleName");
                            match name.equals(&own) {
                                Some(true) => role.add(grants()),
                                None if own.is_given() => role.complete = false,
                                _ => {}
                            }
                        }
                    }
                }
            }
        }
        if self.may_add(&types) {
            for role in roles {
                role.complete = false;
            }
        }
    }
}

impl<'d> Role<'d> {
    fn of(deployment: &'d Deployment<'d>, properties: Property<'d>) -> Self {
        let mut role = Role {
            properties,
            grants: Vec::new(),
            complete: true,
        };
        let inline = properties.get("Policies").items();
        role.complete &= inline.complete;
        for policy in inline.known {
            role.add(grants(policy.get("PolicyDocument")));
        }
        let managed = properties.get("ManagedPolicyArns").items();
        role.complete &= managed.complete;
        for arn in managed.known {
            role.add(deployment.of_managed(arn));
        }
        role
    }

    /// What a policy that belongs to no role allows; nothing where it is not known.
    pub fn of_policy(document: Property<'d>) -> Option<Self> {
        Some(Role {
            properties: document,
            grants: grants(document)?,
            complete: true,
        })
    }

    fn add(&mut self, grants: Option<Vec<Grant<'d>>>) {
        match grants {
            Some(grants) => self.grants.extend(grants),
            None => self.complete = false,
        }
    }

    /// Whether it certainly may not do something with a subject.
    pub fn denies(&self, action: &str, subject: &Subject<'d>) -> bool {
        self.may(action, subject).is_no()
    }

    /// Whether it may do something with a subject; not known where a part of its policies is not
    /// in the template, or known at deployment only.
    pub fn may(&self, action: &str, subject: &Subject<'d>) -> Answer {
        self.may_in(action, subject, &[])
    }

    /// The same for a request of which some circumstances are known: a statement whose conditions
    /// exclude them does not allow it.
    pub fn may_in(
        &self,
        action: &str,
        subject: &Subject<'d>,
        circumstances: &[Circumstance<'d>],
    ) -> Answer {
        let mut allowed = match self.complete {
            true => Answer::No,
            false => Answer::Unknown,
        };
        for grant in &self.grants {
            let (on_action, on_resource) = (grant.has(action), grant.covers(subject));
            let condition = grant.place.get("Condition");
            if grant.allows && grant.conditional && excluded(&condition, circumstances) {
                continue;
            }
            match (grant.allows, on_action.and(on_resource)) {
                (true, Answer::Yes) if allowed != Answer::Yes => allowed = Answer::Yes,
                (true, Answer::Unknown) if allowed == Answer::No => allowed = Answer::Unknown,
                (false, Answer::Yes) if !grant.conditional => return Answer::No,
                _ => {}
            }
        }
        allowed
    }

    /// Whether a service may take the role: `ecs-tasks.amazonaws.com`.
    pub fn trusts(&self, service: &str) -> Answer {
        let document = self.properties.get("AssumeRolePolicyDocument");
        let statements = document.get("Statement").items();
        let mut trusts = match statements.complete && document.node().is_some_and(is_map) {
            true => Answer::No,
            false => Answer::Unknown,
        };
        for statement in statements.known {
            let effect = statement.get("Effect").text();
            if effect.is_none() {
                trusts = Answer::Unknown;
            }
            if effect.as_deref() != Some("Allow") {
                continue;
            }
            let principal = statement.get("Principal");
            if principal.is("*") {
                return Answer::Yes;
            }
            let services = principal.get("Service").items();
            let may_assume = match statement.get("Action").items() {
                actions if !actions.complete => Answer::Unknown,
                actions => Answer::any(
                    actions
                        .known
                        .iter()
                        .map(|action| matches(action, "sts:AssumeRole")),
                ),
            };
            let named = services.known.iter().map(|own| match own.text() {
                Some(own) if is_service(&own, service) => Answer::Yes,
                Some(_) => Answer::No,
                None => match own.symbolic() {
                    Some(own) if !service.starts_with(own.beginning()) => Answer::No,
                    _ => Answer::Unknown,
                },
            });
            let mut named = Answer::any(named);
            if named == Answer::No && !services.complete {
                named = Answer::Unknown;
            }
            match (named, may_assume) {
                (Answer::Yes, Answer::Yes) => return Answer::Yes,
                (Answer::No, _) | (_, Answer::No) => {}
                _ => trusts = Answer::Unknown,
            }
        }
        trusts
    }
}

/// Whether a principal is a service: by its name, or by that which it has in one region
/// (`states.eu-west-1.amazonaws.com`) or in China.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
fn is_service(own: &str, service: &str) -> bool {
    let own = own.strip_suffix(".cn").unwrap_or(own);
    let end = ".amazonaws.com";
    let (Some(own), Some(service)) = (own.strip_suffix(end), service.strip_suffix(end)) else {
        return own == service;
    };
    match own.strip_prefix(service) {
        Some("") => true,
        // A region has two hyphens at least, which the names of services in front of a dot have not.
        Some(region) => region.starts_with('.') && region.matches('-').count() > 1,
        None => false,
    }
}

impl<'d> Grant<'d> {
    /// Whether it allows what it is about; it denies it otherwise.
    pub fn allows(&self) -> bool {
        self.allows
    }

    /// Whether it is about an action.
    pub fn has(&self, action: &str) -> Answer {
        match &self.actions {
            Actions::Only(own) => Answer::any(own.iter().map(|own| matches(own, action))),
            Actions::AllBut(own) => !Answer::any(own.iter().map(|own| matches(own, action))),
            Actions::Known(own) => own.iter().any(|own| like_action(own, action)).into(),
            Actions::Unknown => Answer::Unknown,
        }
    }

    fn covers(&self, subject: &Subject<'d>) -> Answer {
        match (&self.resources, subject) {
            (Resources::All, _) => Answer::Yes,
            (Resources::Unknown, _) => Answer::Unknown,
            (Resources::Only(_) | Resources::Named(..), Subject::Everything) => Answer::No,
            (Resources::Named(service, pattern), Subject::Resource(resource)) => {
                is_named(resource, service, pattern)
            }
            (Resources::Named(service, pattern), Subject::Named(own, name)) => {
                (service == own && like(pattern, name)).into()
            }
            (Resources::Named(..), Subject::Unknown) => Answer::Unknown,
            (Resources::Only(own), subject) => {
                Answer::any(own.iter().map(|own| covers(own, subject)))
            }
        }
    }

    /// Whether it allows everything: every action with every resource.
    pub fn allows_all(&self) -> bool {
        let all = match &self.actions {
            Actions::Only(own) => own.iter().any(|own| own.is("*") || own.is("*:*")),
            Actions::Known(own) => own.contains(&"*"),
            Actions::AllBut(_) | Actions::Unknown => false,
        };
        all && self.allows && !self.conditional && matches!(self.resources, Resources::All)
    }

    /// The actions that it allows, as the template writes them.
    pub fn allowed_actions(&self) -> &[Property<'d>] {
        match &self.actions {
            Actions::Only(own) if self.allows => own,
            _ => &[],
        }
    }

    /// The actions that it allows or denies, as the template writes them.
    pub fn named_actions(&self) -> &[Property<'d>] {
        match &self.actions {
            Actions::Only(own) => own,
            _ => &[],
        }
    }

    /// What it is about all of: the `*` among its resources.
    pub fn everything(&self) -> Option<Property<'d>> {
        self.place
            .get("Resource")
            .items()
            .known
            .into_iter()
            .find(|own| own.is("*"))
    }

    /// Whether it holds under a condition only.
    pub fn is_conditional(&self) -> bool {
        self.conditional
    }
}

/// What a policy document grants; nothing where a part of it is not known.
fn grants<'d>(document: Property<'d>) -> Option<Vec<Grant<'d>>> {
    if !document.node().is_some_and(is_map) {
        return None;
    }
    let statements = document.get("Statement").items();
    let grants = statements.known.into_iter().map(Grant::of);
    let grants: Option<Vec<Grant<'d>>> = grants.collect();
    grants.filter(|_| statements.complete)
}

impl<'d> Grant<'d> {
    fn of(statement: Property<'d>) -> Option<Self> {
        let effect = statement.get("Effect").text()?;
        let list = |name| {
            let own = statement.get(name);
            let items = own.items();
            (!own.is_absent()).then_some((items.known, items.complete))
        };
        let actions = match (list("Action"), list("NotAction")) {
            (Some((own, true)), None) => Actions::Only(own),
            (None, Some((own, true))) => Actions::AllBut(own),
            _ => Actions::Unknown,
        };
        let resources = match list("Resource") {
            Some((own, _)) if own.iter().any(|own| own.is("*")) => Resources::All,
            Some((own, true)) => Resources::Only(own),
            _ => Resources::Unknown,
        };
        Some(Grant {
            place: statement,
            allows: effect == "Allow",
            actions,
            resources,
            conditional: !statement.get("Condition").is_absent(),
        })
    }
}

impl<'d> Deployment<'d> {
    /// What the policy with an ARN grants; nothing where that is not known.
    fn of_managed(&'d self, arn: Property<'d>) -> Option<Vec<Grant<'d>>> {
        if let Some(policy) = arn.target_of(&["AWS::IAM::ManagedPolicy"]) {
            return grants(policy.get("PolicyDocument"));
        }
        let granted = |actions, resources| Grant {
            place: arn,
            allows: true,
            actions: Actions::Known(actions),
            resources,
            conditional: false,
        };
        let mut all = vec![granted(actions_of_managed(&arn)?, Resources::All)];
        if let Some((actions, service, pattern)) = on_some_of_managed(&arn) {
            all.push(granted(actions, Resources::Named(service, pattern)));
        }
        Some(all)
    }
}

/// Whether an action of a policy, which may have wildcards, is or includes this one.
fn matches(own: &Property<'_>, action: &str) -> Answer {
    own.text().map(|own| like_action(&own, action)).into()
}

/// Whether a resource of a policy, which may have wildcards, is or includes a subject.
fn covers<'d>(own: &Property<'d>, subject: &Subject<'d>) -> Answer {
    let Some(text) = own.symbolic() else {
        return Answer::Unknown;
    };
    match subject {
        Subject::Resource(resource) => {
            if text.names().any(|name| name == resource.id()) {
                return Answer::Yes;
            }
            match (own.target(), arn_of(resource)) {
                (Target::Resource(..), _) => Answer::No,
                _ if begins_with_another(&text, resource) => Answer::No,
                (_, Some((service, name))) => covers_named(&text, service, &name),
                _ => Answer::Unknown,
            }
        }
        Subject::Named(service, name) => covers_named(&text, service, name),
        Subject::Everything | Subject::Unknown => Answer::Unknown,
    }
}

/// Whether a text is the ARN of another resource of the type, and what comes behind it: of another
/// bucket's objects, as `${Logs.Arn}/*`.
fn begins_with_another(text: &Text<'_>, resource: &Property<'_>) -> bool {
    let named = text.names().next().filter(|_| text.beginning().is_empty());
    let other = named.and_then(|id| resource.deployment().resource(id));
    other.is_some_and(|other| {
        other.id() != resource.id() && other.resource_type() == resource.resource_type()
    })
}

/// What the ARN of a resource says, where the template gives it a name: its service, and what
/// stands behind the account.
fn arn_of(resource: &Property<'_>) -> Option<(&'static str, String)> {
    let name = |property| Some(resource.get(property).text()?.into_owned());
    match resource.resource_type() {
        "AWS::ECR::Repository" => Some(("ecr", format!("repository/{}", name("RepositoryName")?))),
        "AWS::Logs::LogGroup" => {
            let name = name("LogGroupName")?;
            Some(("logs", format!("log-group:{name}:log-stream:x")))
        }
        // The number of the revision follows.
        "AWS::ECS::TaskDefinition" => {
            Some(("ecs", format!("task-definition/{}:1", name("Family")?)))
        }
        "AWS::IAM::Role" if resource.get("Path").is_absent() => {
            Some(("iam", format!("role/{}", name("RoleName")?)))
        }
        "AWS::SSM::Parameter" => {
            let name = name("Name")?;
            Some(("ssm", format!("parameter/{}", name.trim_start_matches('/'))))
        }
        // Secrets Manager puts a hyphen and six characters behind it.
        "AWS::SecretsManager::Secret" => {
            let name = name("Name")?;
            Some(("secretsmanager", format!("secret:{name}-xxxxxx")))
        }
        _ => None,
    }
}

/// Whether the ARN of a resource is as a pattern says. Of a role without a name CloudFormation makes
/// one up, which begins with that of the stack.
fn is_named(resource: &Property<'_>, service: &str, pattern: &str) -> Answer {
    if let Some((own, name)) = arn_of(resource) {
        return (own == service && like(pattern, &name)).into();
    }
    let name = resource.get("RoleName");
    let path = resource.get("Path");
    if resource.resource_type() != "AWS::IAM::Role" {
        return Answer::Unknown;
    }
    let elsewhere = path.text().is_some_and(|path| path != "/");
    match name.symbolic() {
        _ if name.is_absent() || elsewhere => Answer::No,
        Some(text) => {
            let (own, wanted) = (format!("role/{}", text.beginning()), pattern);
            let wanted = wanted.trim_end_matches('*');
            let fits = own.starts_with(wanted) || wanted.starts_with(&own);
            if fits { Answer::Unknown } else { Answer::No }
        }
        None => Answer::Unknown,
    }
}

/// Whether a resource of a policy is or includes what an ARN says behind the account.
fn covers_named(text: &Text<'_>, service: &str, name: &str) -> Answer {
    // What is not known may be anything, also nothing.
    let known = text.is_known();
    let pattern = text.with_unknown("*");
    let fields: Vec<&str> = pattern.splitn(6, ':').collect();
    let [_, _, own_service, _, _, own_name] = fields.as_slice() else {
        return Answer::Unknown;
    };
    match like(own_service, service) && like(own_name, name) {
        false => Answer::No,
        true if known => Answer::Yes,
        true => Answer::Unknown,
    }
}

fn is_map(node: &stackwright_template::Node) -> bool {
    node.as_map().is_some()
}

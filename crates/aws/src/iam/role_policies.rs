use std::rc::Rc;

use stackwright_cfn::iam as cfn;
use stackwright_codes as codes;
use stackwright_core::{
    App, Expr, Handle, IntoValue, NodeId, Props, ResourceHandle, Scope, SourceLine, Str, Text,
    Value,
};

use super::RoleHandle;
use super::grant::report;
use super::merge::{hash, size};
use super::rights::Place;
use super::shares::{MANAGED, Share};
use crate::conditional::where_all_hold;
use crate::keyed::{Keyed, Names};
use crate::{forms, gathered};

/// How many managed policies a role may have, unless AWS has raised that quota.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const ATTACHED: usize = 10;

/// The policies of a role that hold what it was granted.
///
/// What is granted under a condition stands in policies that are there under it only. Were single
/// statements left out, a policy could come to have none, which IAM refuses.
#[derive(Clone)]
pub(super) struct RolePolicies<'a> {
    app: &'a App,
    /// The construct, or the typed resource: the policies beside the role stand below it.
    role: NodeId,
    resource: NodeId,
    /// The name of the one inside.
    name: Text,
    /// The names that policies of the program's own have, inside the role or beside it. To IAM
    /// they are one set: of two that have one name, one overwrites the other.
    taken: Rc<Names>,
    /// The names that an earlier synthesis gave to policies inside the role.
    ours: Rc<Names>,
    /// The conditions under which they are there.
    when: Vec<NodeId>,
    /// What tells them apart from policies under other conditions.
    suffix: String,
}

impl<'a> RolePolicies<'a> {
    /// `before` are the name, and all names inside the role, that an earlier synthesis gave.
    pub fn new(
        app: &'a App,
        role: NodeId,
        resource: NodeId,
        beside: &NamesBeside,
        before: Option<(Text, Names)>,
    ) -> Self {
        let (name, ours) = before.map_or_else(Default::default, |(name, all)| (Some(name), all));
        let taken = taken(app, resource, beside, &ours);
        RolePolicies {
            app,
            role,
            resource,
            name: name.unwrap_or_else(|| free("Grants".to_owned(), &taken)),
            taken: Rc::new(taken),
            ours: Rc::new(ours),
            when: Vec::new(),
            suffix: String::new(),
        }
    }

    /// The policies of the same role that are there under these conditions.
    pub fn when(&self, when: Vec<NodeId>) -> Self {
        let paths = when
            .iter()
            .map(|condition| self.app.identity_path(*condition));
        let paths: Vec<String> = gathered(paths.map(|path| path.replace('/', ".")));
        let suffix = match paths.is_empty() {
            true => String::new(),
            false => format!("When{}", paths.join("+")),
        };
        RolePolicies {
            when,
            suffix,
            ..self.clone()
        }
    }

    /// The name of the one inside, under its conditions.
    pub fn name_inside(&self) -> Text {
        match self.suffix.is_empty() {
            true => self.name.clone(),
            false => free(admitted(&self.name, &self.suffix), &self.taken),
        }
    }

    /// The name of the policy inside the role.
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// How many characters the policies have that stand inside the role and are the program's own.
    pub fn size_of_others(&self) -> usize {
        let sizes = |props: &Props| -> usize {
            let is_ours =
                |name: &Option<Text>| name.as_ref().is_some_and(|n| self.ours.contains(n));
            let others = policies(props).filter(|(name, _)| !is_ours(name));
            others.map(|(_, document)| size(document)).sum()
        };
        self.app.read_props(self.resource, sizes).unwrap_or(0)
    }

    /// Writes what a policy is to hold.
    pub fn write(&self, place: Place, share: Share, source: SourceLine) {
        let is_managed = !share.number.is_empty();
        if is_managed && share.size > MANAGED {
            self.too_large(share.size, MANAGED, source);
        }
        let app = self.app;
        let role = app.scope_of(self.role);
        let suffix = self.suffix.as_str();
        let number = share.number.as_str();
        let document = share.document;
        let mut list = Text::Borrowed("PolicyDocument/Statement");
        let holder = match (place, is_managed) {
            (Place::Inside, false) => {
                list = self.write_inside(document);
                Some(self.resource)
            }
            (Place::Inside, true) => self.attach(format!("MoreGrants{number}{suffix}"), document),
            (Place::Beside, false) => {
                match forms::is_cdk(app, self.resource) && suffix.is_empty() {
                    true => self.beside_as_cdk(role, document),
                    false => {
                        let name = admitted("LateGrants", suffix);
                        self.beside(role, format!("Grants{suffix}"), name, document)
                    }
                }
            }
            (Place::Beside, true) => {
                self.managed(role, format!("MoreLateGrants{number}{suffix}"), document)
            }
            (Place::Stack(stack), _) => {
                let stack = app.scope_of(stack);
                let of_role = app.identity_within_stage(self.role).replace('/', ".");
                let place = below(below(stack, "Grants".into()), of_role);
                match is_managed {
                    true => self.managed(place, format!("More{number}{suffix}"), document),
                    false => {
                        let name = admitted("GrantsOf", &(stack.path() + suffix));
                        self.beside(place, format!("Resource{suffix}"), name, document)
                    }
                }
            }
        };
        if let Some(holder) = holder {
            app.scope_of(holder).set_asked(list, share.asked);
        }
    }

    /// Gives back where the statements of the policy stand in the role.
    fn write_inside(&self, document: Expr) -> Text {
        let name = self.name_inside();
        let policy = cfn::role::Policy::new()
            .policy_name(name.clone())
            .policy_document(document);
        let policy = where_all_hold(&self.when, policy.into_value().into_expr());
        let mut place = 0;
        self.edit_role("Policies", |policies| {
            let is_ours = |policy: &Expr| name_of(policy).as_ref() == Some(&name);
            place = policies.iter().position(is_ours).unwrap_or(policies.len());
            match policies.get_mut(place) {
                Some(ours) => *ours = policy,
                None => policies.push(policy),
            }
        });
        if place == 0 && self.when.is_empty() {
            return Text::Borrowed("Policies/0/PolicyDocument/Statement");
        }
        let conditions = "Fn::If/1/".repeat(self.when.len());
        format!("Policies/{place}/{conditions}PolicyDocument/Statement").into()
    }

    /// Attaches a managed policy to the role, which then waits for it.
    fn attach(&self, id: String, document: Expr) -> Option<NodeId> {
        let scope = self.app.scope_of(self.role);
        if let Some(document) = self.renew(scope, &id, document) {
            let id = id.clone();
            let policy = cfn::ManagedPolicy::new().policy_document(managed_document(document));
            let policy = scope.add(id, policy);
            self.only_when(policy.node());
            let arn = where_all_hold(&self.when, policy.reference().into_expr());
            self.edit_role("ManagedPolicyArns", |arns| arns.push(arn));
        }
        scope.find(&id)
    }

    /// A managed policy that waits for the role, and everything that uses the role for it.
    fn managed(&self, scope: Scope<'_>, id: String, document: Expr) -> Option<NodeId> {
        if let Some(document) = self.renew(scope, &id, document) {
            let policy = cfn::ManagedPolicy::new()
                .policy_document(managed_document(document))
                .roles([self.handle().reference()]);
            self.users_wait(scope, |scope| scope.add(id.clone(), policy).node());
        }
        scope.find(&id)
    }

    /// A policy of its own, for which everything in its stack waits that uses the role.
    fn beside(&self, scope: Scope<'_>, id: String, name: String, document: Expr) -> Option<NodeId> {
        if let Some(document) = self.renew(scope, &id, document) {
            let policy = cfn::Policy::new()
                .policy_name(free(name, &self.taken))
                .policy_document(document)
                .roles([self.handle().reference()]);
            self.users_wait(scope, |scope| scope.add(id.clone(), policy).node());
        }
        scope.find(&id)
    }

    /// The same under the id and the name that AWS CDK gives it.
    fn beside_as_cdk(&self, role: Scope<'_>, document: Expr) -> Option<NodeId> {
        let scope = below(role, "DefaultPolicy".to_owned());
        let policy = self.beside(scope, "Resource".to_owned(), String::new(), document)?;
        let name = Expr::LogicalId(policy);
        scope.edit_props(policy, |policy| policy.set("PolicyName", name));
        Some(policy)
    }

    fn users_wait(&self, scope: Scope<'_>, add: impl FnOnce(Scope<'_>) -> NodeId) {
        let app = self.app;
        let users = app.users_of(self.resource);
        let policy = add(scope);
        self.only_when(policy);
        for user in users {
            let is_here = app.scope_of(user).stack_node() == scope.stack_node();
            if is_here && !app.needs(policy, user) {
                scope.of(user).depends_on(policy);
            }
        }
    }

    fn only_when(&self, policy: NodeId) {
        let scope = self.app.scope_of(policy);
        for condition in &self.when {
            scope.of(policy).only_with(*condition);
        }
    }

    /// Gives the policy that an earlier synthesis made what it is to hold now; gives the document
    /// back where there is none.
    fn renew(&self, scope: Scope<'_>, id: &str, document: Expr) -> Option<Expr> {
        let Some(policy) = scope.find(id) else {
            return Some(document);
        };
        scope.edit_props(policy, |props| props.set("PolicyDocument", document));
        None
    }

    fn handle(&self) -> RoleHandle {
        let role = stackwright_cfn::iam::RoleHandle::from_node(self.resource);
        role.into()
    }

    fn edit_role(&self, property: &'static str, change: impl FnOnce(&mut Vec<Expr>)) {
        let scope = self.app.scope_of(self.resource);
        scope.edit_props(self.resource, |props| {
            if let Expr::List(items) = props.get_or_insert(property, Expr::List(Vec::new())) {
                change(items);
            }
        });
    }

    /// Reports what IAM would refuse.
    pub fn check(&self, source: SourceLine) {
        let count = |props: &Props| match props.get("ManagedPolicyArns") {
            Some(Expr::List(arns)) => arns.len(),
            _ => 0,
        };
        let count = self.app.read_props(self.resource, count).unwrap_or(0);
        if count > ATTACHED {
            let message = format!(
                "what this role is granted needs {count} managed policies, and a role has at most {ATTACHED}"
            );
            self.report(message, source);
        }
    }

    fn too_large(&self, size: usize, most: usize, source: SourceLine) {
        let message = format!(
            "a single right of this role comes to {size} characters, and a policy has at most {most}"
        );
        self.report(message, source);
    }

    fn report(&self, message: String, source: SourceLine) {
        report(self.app, self.role, &codes::IAM105, message, source);
    }
}

/// Managed policies take their document as a text as well, and that is how they are typed.
fn managed_document(document: Expr) -> Value<Str> {
    Value::from_expr(document)
}

/// The scope of an id below another, which is made if there is none.
fn below(scope: Scope<'_>, id: String) -> Scope<'_> {
    match scope.find(&id) {
        Some(node) => scope.at(node),
        None => scope.scope(id),
    }
}

/// A name for a policy that a stack adds to a role of another, or that is there under conditions
/// only. It tells them apart: names of policies may have all that names of stacks have.
fn admitted(what: &str, apart: &str) -> String {
    /// The most characters that the name of a policy has.
    const MOST: usize = 128;
    let is_admitted = |c: char| c.is_ascii_alphanumeric() || "+=,.@_-".contains(c);
    let name = format!("{what}{apart}");
    if name.len() <= MOST && name.chars().all(is_admitted) {
        return name;
    }
    let admitted: String = name
        .chars()
        .filter(|c| is_admitted(*c))
        .take(MOST - 17)
        .collect();
    format!("{admitted}-{:016x}", hash(apart.bytes()))
}

/// The policies inside a role that are written out: their names and their documents.
fn policies(role: &Props) -> impl Iterator<Item = (Option<Text>, &Expr)> {
    let list = match role.get("Policies") {
        Some(Expr::List(policies)) => policies.as_slice(),
        _ => &[],
    };
    list.iter().map(|policy| {
        let document = match written_out(policy) {
            Expr::Map(policy) => policy.get("PolicyDocument"),
            _ => None,
        };
        (name_of(policy), document.unwrap_or(policy))
    })
}

/// A policy that may be there under conditions only.
fn written_out(policy: &Expr) -> &Expr {
    match policy {
        Expr::If(_, both) => written_out(&both.0),
        _ => policy,
    }
}

fn name_of(policy: &Expr) -> Option<Text> {
    let Expr::Map(policy) = written_out(policy) else {
        return None;
    };
    match policy.get("PolicyName") {
        Some(Expr::Str(name)) => Some(name.clone()),
        _ => None,
    }
}

/// The names of the policies beside roles that the program has written itself, by the role.
#[derive(Default)]
pub(super) struct NamesBeside(Keyed<NodeId, Names>);

impl NamesBeside {
    pub fn of(app: &App) -> Self {
        let mut names = NamesBeside::default();
        for policy in app.resources_of_type("AWS::IAM::Policy") {
            app.read_props(policy, |props| names.note(app, props));
        }
        names
    }

    fn note(&mut self, app: &App, policy: &Props) {
        let name = policy.get("PolicyName").and_then(Expr::as_str);
        let (Some(name), Some(Expr::List(roles))) = (name, policy.get("Roles")) else {
            return;
        };
        for role in roles {
            if let Expr::Get(node, _) = role
                && let Some(role) = app.resource_of(*node)
            {
                let names = self.0.entry(role, Names::default);
                names.insert(Text::Owned(name.to_owned()));
            }
        }
    }
}

/// The names of a role's policies that the program has written itself.
fn taken(app: &App, role: NodeId, beside: &NamesBeside, ours: &Names) -> Names {
    let mut taken = Names::default();
    app.read_props(role, |props| {
        for (name, _) in policies(props) {
            name.map(|name| taken.insert(name));
        }
    });
    if let Some(beside) = beside.0.get(&role) {
        taken.extend(beside);
    }
    taken.without(ours);
    taken
}

/// The name, or one like it that is not taken.
fn free(name: String, taken: &Names) -> Text {
    let others = (2..).map(|number| format!("{name}{number}"));
    let mut names = std::iter::once(name.clone()).chain(others);
    let found = names.find(|name| !taken.contains(name));
    found.unwrap_or(name).into()
}

//! Documents of policies, in the words of `iam`.

use stackwright_aws::iam::{PolicyDocument, Principal, Statement};
use stackwright_core::{List, Str, Value};
use stackwright_import::construct::{Expression, Place};
use stackwright_template::Node;

use crate::found::{Writing, map_of, single};
use crate::said::{Draft, Said, draft, say, text, texts};

impl Writing<'_> {
    /// A document, where there are words for all of it.
    pub fn document(&self, node: &Node) -> Option<Said<PolicyDocument>> {
        let statements = self.statements(node)?;
        if let [statement] = statements.as_slice() {
            return Some(Said {
                value: statement.value.clone().into(),
                code: statement.code.clone(),
            });
        }
        let mut document = draft!(iam::PolicyDocument::new());
        for statement in statements {
            say!(document.statement(statement));
        }
        Some(document.said())
    }

    /// The statements of a document, where there are words for each.
    pub fn statements(&self, document: &Node) -> Option<Vec<Said<Statement>>> {
        let document = map_of(document, &["Version", "Statement"])?;
        // Another version, or none, means something else.
        (document.get("Version")?.as_str() == Some("2012-10-17")).then_some(())?;
        let statement = document.get("Statement")?;
        match statement.as_list() {
            Some(all) if !all.is_empty() => all.iter().map(|own| self.statement(own)).collect(),
            Some(_) => None,
            None => Some(vec![self.statement(statement)?]),
        }
    }

    fn statement(&self, node: &Node) -> Option<Said<Statement>> {
        let known = [
            "Action",
            "Condition",
            "Effect",
            "Principal",
            "Resource",
            "Sid",
        ];
        let statement = map_of(node, &known)?;
        let actions = each(statement.get("Action")?).map(|own| Some(own.as_str()?.to_owned()));
        let actions = texts(actions.collect::<Option<_>>()?);
        let mut draft = match statement.get("Effect")?.as_str()? {
            "Allow" => draft!(iam::Statement::allow(actions)),
            "Deny" => draft!(iam::Statement::deny(actions)),
            _ => return None,
        };
        if let Some(sid) = statement.get("Sid") {
            let sid = text(sid.as_str()?);
            say!(draft.sid(sid));
        }
        if let Some(principal) = statement.get("Principal") {
            for principal in self.principals(principal)? {
                say!(draft.to(principal));
            }
        }
        if let Some(resources) = statement.get("Resource") {
            draft = self.on(draft, resources);
        }
        let conditions = statement.get("Condition").map(Node::as_map);
        for (operator, keys) in conditions
            .unwrap_or_default()
            .into_iter()
            .flat_map(|all| all.iter())
        {
            for (key, value) in keys.as_map()?.iter() {
                let (operator, key) = (text(operator.as_str()), text(key.as_str()));
                match value.as_list() {
                    Some(_) => {
                        let values: Said<Value<List<Str>>> = self.value(value, Place::Texts);
                        say!(draft.when_any(operator, key, values));
                    }
                    None => {
                        is_text(value).then_some(())?;
                        let value: Said<Value<Str>> = self.value(value, Place::Text);
                        say!(draft.when(operator, key, value));
                    }
                }
            }
        }
        Some(draft.said())
    }

    /// The resources of a statement: literals together, others one by one, as they may be of several types.
    fn on(&self, mut draft: Draft<Statement>, resources: &Node) -> Draft<Statement> {
        let literals: Option<Vec<String>> = each(resources)
            .map(|own| own.as_str().map(str::to_owned))
            .collect();
        match literals {
            Some(all) if all == ["*"] => say!(draft.on_all()),
            Some(all) => {
                let all = texts(all);
                say!(draft.on(all));
            }
            None => {
                for resource in each(resources) {
                    let one: Said<Value<Str>> = self.value(resource, Place::Text);
                    let one = Said {
                        value: [one.value],
                        code: Expression::List(vec![one.code]),
                    };
                    say!(draft.on(one));
                }
            }
        }
        draft
    }

    fn principals(&self, node: &Node) -> Option<Vec<Said<Principal>>> {
        if node.as_str() == Some("*") {
            return None;
        }
        let kinds = map_of(node, &["AWS", "Federated", "Service"])?;
        let all = kinds
            .iter()
            .flat_map(|(kind, values)| each(values).map(move |own| (kind, own)));
        let principals = all.map(|(kind, own)| {
            let value: Said<Value<Str>> = self.value(own, Place::Text);
            match kind.as_str() {
                "Service" => draft!(iam::Principal::service(value)),
                "Federated" => draft!(iam::Principal::federated(value)),
                _ if own.as_str() == Some("*") => draft!(iam::Principal::anyone()),
                _ => draft!(iam::Principal::arn(value)),
            }
            .said()
        });
        Some(principals.collect())
    }
}

/// The entries of a list, or what stands in the place of one.
fn each(node: &Node) -> impl Iterator<Item = &Node> {
    let all = node.as_list().unwrap_or(std::slice::from_ref(node));
    all.iter()
}

/// Whether a value is a text, or may come to one.
fn is_text(node: &Node) -> bool {
    single(node).is_none() && (node.as_str().is_some() || node.as_call().is_some())
}

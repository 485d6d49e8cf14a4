use std::rc::Rc;

use stackwright_core::{App, NodeId};

use super::{Effect, Statement};
use crate::canonical;
use crate::keyed::{Keyed, Names};

/// Which services who has a role calls: those of the actions that it was granted, as `logs`. For
/// imported roles, too, whose policies are left alone.
#[derive(Default)]
pub(super) struct Called {
    by_role: Keyed<NodeId, (NodeId, Names)>,
}

/// Kept on a role.
struct Services(Names);

impl Called {
    pub fn note(&mut self, app: &App, role: NodeId, statements: &[Statement]) {
        let role = canonical(app, role);
        let (_, services) = self.by_role.entry(role, || (role, Names::default()));
        // What is done through another service is called by that one.
        let is_direct = |own: &&Statement| {
            let through = own
                .conditions
                .iter()
                .any(|(_, key, _)| key == "kms:ViaService");
            own.effect == Effect::Allow && !through
        };
        for statement in statements.iter().filter(is_direct) {
            let prefixes = statement
                .actions
                .iter()
                .filter_map(|one| one.split_once(':'));
            for (service, _) in prefixes {
                if !services.contains(service) {
                    services.insert(service.to_ascii_lowercase().into());
                }
            }
        }
    }

    /// Keeps them beside what an earlier synthesis has kept.
    pub fn keep(self, app: &App) {
        for (role, mut services) in self.by_role.into_things() {
            services.extend(&called_by(app, role));
            app.scope_of(role).set_data(Services(services));
        }
    }
}

/// The services that who has a role calls, by the prefix of their actions; known once rights are
/// lowered.
pub(crate) fn called_by(app: &App, role: NodeId) -> Names {
    let kept: Option<Rc<Services>> = app.data(canonical(app, role));
    kept.map_or(Names::default(), |kept| kept.0.clone())
}

//! What is wrong with a contract, apart from what the dictionary says.

use crate::finding::Safety;
use crate::message::Message;
use crate::text::{FileId, Origin, Span};

/// What follows from a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The document breaks its own format: `contract-invalid`.
    Invalid,
    /// The document is well formed, and a part of it says nothing: `contract-invalid` as a warning.
    Void,
    /// An example or default that its own schema does not accept: `example-breaks`.
    Example,
    /// The document may be right, and a part of it could not be read: `check-skipped`.
    Unread,
}

/// One thing wrong with a contract, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractProblem {
    /// What follows from it.
    pub kind: ProblemKind,
    /// The bytes it is about.
    pub origin: Origin,
    /// Where else the same stands, of the same cause.
    pub more: Vec<Origin>,
    /// What is wrong.
    pub message: Message,
    /// What is to be seen there.
    pub label: Option<Message>,
    /// What to do.
    pub help: Message,
    /// What tells it apart from others of the contract, such as the reference.
    pub subject: String,
    /// The word that was probably meant by the one at `origin`, and how safe it is to write it.
    pub near: Option<(Safety, &'static str)>,
}

/// A problem of one document, before its file has an id.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    pub(super) kind: ProblemKind,
    pub(super) span: Span,
    pub(super) more: Vec<Span>,
    pub(super) message: Message,
    pub(super) label: Option<Message>,
    pub(super) help: Message,
    pub(super) subject: String,
    pub(super) near: Option<(Safety, &'static str)>,
}

impl Noted {
    pub(super) fn invalid(span: Span, message: Message, help: Message) -> Self {
        let subject = message.id().to_owned();
        Self { kind: ProblemKind::Invalid, span, more: Vec::new(), message, label: None, help, subject, near: None }
    }

    pub(super) fn unread(span: Span, message: Message, help: Message) -> Self {
        Self { kind: ProblemKind::Unread, ..Self::invalid(span, message, help) }
    }

    pub(super) fn void(span: Span, message: Message, help: Message) -> Self {
        Self { kind: ProblemKind::Void, ..Self::invalid(span, message, help) }
    }

    pub(super) fn labelled(mut self, label: Message) -> Self {
        self.label = Some(label);
        self
    }

    /// The word that was probably meant.
    pub(super) fn meant(mut self, safety: Safety, near: Option<&'static str>) -> Self {
        self.near = near.map(|it| (safety, it));
        self
    }

    pub(super) fn about(mut self, subject: &str) -> Self {
        subject.clone_into(&mut self.subject);
        self
    }

    pub(super) fn in_file(self, file: FileId) -> ContractProblem {
        let Self { kind, span, more, message, label, help, subject, near } = self;
        let more = more.into_iter().map(|span| Origin { file, span }).collect();
        ContractProblem { kind, origin: Origin { file, span }, more, message, label, help, subject, near }
    }
}

import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace holdfast. */
export namespace holdfast {

    /**
     * Properties of a ReplicaFrame.
     * @deprecated Use holdfast.ReplicaFrame.$Properties instead.
     */
    interface IReplicaFrame extends holdfast.ReplicaFrame.$Properties {
    }

    /** Represents a ReplicaFrame. */
    class ReplicaFrame {

        /**
         * Constructs a new ReplicaFrame.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ReplicaFrame.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReplicaFrame request. */
        request: (holdfast.NodeRequest|null);

        /** ReplicaFrame cancel. */
        cancel: (holdfast.Cancel|null);

        /** ReplicaFrame kind. */
        kind?: ("request"|"cancel");

        /**
         * Creates a new ReplicaFrame instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReplicaFrame instance
         */
        static create(properties: holdfast.ReplicaFrame.$Shape): holdfast.ReplicaFrame & holdfast.ReplicaFrame.$Shape;
        static create(properties?: holdfast.ReplicaFrame.$Properties): holdfast.ReplicaFrame;

        /**
         * Encodes the specified ReplicaFrame message. Does not implicitly {@link holdfast.ReplicaFrame.verify|verify} messages.
         * @param message ReplicaFrame message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ReplicaFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReplicaFrame message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ReplicaFrame & holdfast.ReplicaFrame.$Shape} ReplicaFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ReplicaFrame & holdfast.ReplicaFrame.$Shape;
    }

    namespace ReplicaFrame {

        /** Properties of a ReplicaFrame. */
        interface $Properties {

            /** ReplicaFrame request */
            request?: (holdfast.NodeRequest.$Properties|null);

            /** ReplicaFrame cancel */
            cancel?: (holdfast.Cancel.$Properties|null);

            /** ReplicaFrame kind */
            kind?: ("request"|"cancel");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ReplicaFrame. */
        type $Shape = {
          request?: holdfast.NodeRequest.$Shape|null;
          cancel?: holdfast.Cancel.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ kind?: undefined; request?: null; cancel?: null }|{ kind?: "request"; request: holdfast.NodeRequest.$Shape; cancel?: null }|{ kind?: "cancel"; request?: null; cancel: holdfast.Cancel.$Shape })
        );
    }

    /**
     * Properties of a NodeFrame.
     * @deprecated Use holdfast.NodeFrame.$Properties instead.
     */
    interface INodeFrame extends holdfast.NodeFrame.$Properties {
    }

    /** Represents a NodeFrame. */
    class NodeFrame {

        /**
         * Constructs a new NodeFrame.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.NodeFrame.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeFrame reply. */
        reply: (holdfast.NodeReply|null);

        /** NodeFrame event. */
        event: (holdfast.NodeEvent|null);

        /** NodeFrame kind. */
        kind?: ("reply"|"event");

        /**
         * Creates a new NodeFrame instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NodeFrame instance
         */
        static create(properties: holdfast.NodeFrame.$Shape): holdfast.NodeFrame & holdfast.NodeFrame.$Shape;
        static create(properties?: holdfast.NodeFrame.$Properties): holdfast.NodeFrame;

        /**
         * Encodes the specified NodeFrame message. Does not implicitly {@link holdfast.NodeFrame.verify|verify} messages.
         * @param message NodeFrame message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.NodeFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeFrame message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.NodeFrame & holdfast.NodeFrame.$Shape} NodeFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.NodeFrame & holdfast.NodeFrame.$Shape;
    }

    namespace NodeFrame {

        /** Properties of a NodeFrame. */
        interface $Properties {

            /** NodeFrame reply */
            reply?: (holdfast.NodeReply.$Properties|null);

            /** NodeFrame event */
            event?: (holdfast.NodeEvent.$Properties|null);

            /** NodeFrame kind */
            kind?: ("reply"|"event");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a NodeFrame. */
        type $Shape = {
          reply?: holdfast.NodeReply.$Shape|null;
          event?: holdfast.NodeEvent.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ kind?: undefined; reply?: null; event?: null }|{ kind?: "reply"; reply: holdfast.NodeReply.$Shape; event?: null }|{ kind?: "event"; reply?: null; event: holdfast.NodeEvent.$Shape })
        );
    }

    /**
     * Properties of a NodeRequest.
     * @deprecated Use holdfast.NodeRequest.$Properties instead.
     */
    interface INodeRequest extends holdfast.NodeRequest.$Properties {
    }

    /** Represents a NodeRequest. */
    class NodeRequest {

        /**
         * Constructs a new NodeRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.NodeRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeRequest id. */
        id: number;

        /** NodeRequest timeoutMs. */
        timeoutMs: number;

        /** NodeRequest hello. */
        hello: (holdfast.Hello|null);

        /** NodeRequest attach. */
        attach: (holdfast.Attach|null);

        /** NodeRequest detach. */
        detach: (holdfast.Detach|null);

        /** NodeRequest session. */
        session: (holdfast.SessionRequest|null);

        /** NodeRequest closeRoom. */
        closeRoom: (holdfast.CloseRoom|null);

        /** NodeRequest describeRoom. */
        describeRoom: (holdfast.DescribeRoom|null);

        /** NodeRequest promoteRoom. */
        promoteRoom: (holdfast.PromoteRoom|null);

        /** NodeRequest adopt. */
        adopt: (holdfast.Adopt|null);

        /** NodeRequest releasePaths. */
        releasePaths: (holdfast.ReleasePaths|null);

        /** NodeRequest setServing. */
        setServing: (holdfast.SetServing|null);

        /** NodeRequest manageParticipant. */
        manageParticipant: (holdfast.ManageParticipant|null);

        /** NodeRequest body. */
        body?: ("hello"|"attach"|"detach"|"session"|"closeRoom"|"describeRoom"|"promoteRoom"|"adopt"|"releasePaths"|"setServing"|"manageParticipant");

        /**
         * Creates a new NodeRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NodeRequest instance
         */
        static create(properties: holdfast.NodeRequest.$Shape): holdfast.NodeRequest & holdfast.NodeRequest.$Shape;
        static create(properties?: holdfast.NodeRequest.$Properties): holdfast.NodeRequest;

        /**
         * Encodes the specified NodeRequest message. Does not implicitly {@link holdfast.NodeRequest.verify|verify} messages.
         * @param message NodeRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.NodeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.NodeRequest & holdfast.NodeRequest.$Shape} NodeRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.NodeRequest & holdfast.NodeRequest.$Shape;
    }

    namespace NodeRequest {

        /** Properties of a NodeRequest. */
        interface $Properties {

            /** NodeRequest id */
            id?: number;

            /** NodeRequest timeoutMs */
            timeoutMs?: number;

            /** NodeRequest hello */
            hello?: (holdfast.Hello.$Properties|null);

            /** NodeRequest attach */
            attach?: (holdfast.Attach.$Properties|null);

            /** NodeRequest detach */
            detach?: (holdfast.Detach.$Properties|null);

            /** NodeRequest session */
            session?: (holdfast.SessionRequest.$Properties|null);

            /** NodeRequest closeRoom */
            closeRoom?: (holdfast.CloseRoom.$Properties|null);

            /** NodeRequest describeRoom */
            describeRoom?: (holdfast.DescribeRoom.$Properties|null);

            /** NodeRequest promoteRoom */
            promoteRoom?: (holdfast.PromoteRoom.$Properties|null);

            /** NodeRequest adopt */
            adopt?: (holdfast.Adopt.$Properties|null);

            /** NodeRequest releasePaths */
            releasePaths?: (holdfast.ReleasePaths.$Properties|null);

            /** NodeRequest setServing */
            setServing?: (holdfast.SetServing.$Properties|null);

            /** NodeRequest manageParticipant */
            manageParticipant?: (holdfast.ManageParticipant.$Properties|null);

            /** NodeRequest body */
            body?: ("hello"|"attach"|"detach"|"session"|"closeRoom"|"describeRoom"|"promoteRoom"|"adopt"|"releasePaths"|"setServing"|"manageParticipant");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a NodeRequest. */
        type $Shape = {
          id?: number;
          timeoutMs?: number;
          hello?: holdfast.Hello.$Shape|null;
          attach?: holdfast.Attach.$Shape|null;
          detach?: holdfast.Detach.$Shape|null;
          session?: holdfast.SessionRequest.$Shape|null;
          closeRoom?: holdfast.CloseRoom.$Shape|null;
          describeRoom?: holdfast.DescribeRoom.$Shape|null;
          promoteRoom?: holdfast.PromoteRoom.$Shape|null;
          adopt?: holdfast.Adopt.$Shape|null;
          releasePaths?: holdfast.ReleasePaths.$Shape|null;
          setServing?: holdfast.SetServing.$Shape|null;
          manageParticipant?: holdfast.ManageParticipant.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "hello"; hello: holdfast.Hello.$Shape; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "attach"; hello?: null; attach: holdfast.Attach.$Shape; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "detach"; hello?: null; attach?: null; detach: holdfast.Detach.$Shape; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "session"; hello?: null; attach?: null; detach?: null; session: holdfast.SessionRequest.$Shape; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "closeRoom"; hello?: null; attach?: null; detach?: null; session?: null; closeRoom: holdfast.CloseRoom.$Shape; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "describeRoom"; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom: holdfast.DescribeRoom.$Shape; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "promoteRoom"; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom: holdfast.PromoteRoom.$Shape; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "adopt"; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt: holdfast.Adopt.$Shape; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "releasePaths"; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths: holdfast.ReleasePaths.$Shape; setServing?: null; manageParticipant?: null }|{ body?: "setServing"; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing: holdfast.SetServing.$Shape; manageParticipant?: null }|{ body?: "manageParticipant"; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant: holdfast.ManageParticipant.$Shape })
        );
    }

    /**
     * Properties of a Hello.
     * @deprecated Use holdfast.Hello.$Properties instead.
     */
    interface IHello extends holdfast.Hello.$Properties {
    }

    /** Represents a Hello. */
    class Hello {

        /**
         * Constructs a new Hello.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Hello.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Hello replicaId. */
        replicaId: string;

        /** Hello replicaNonce. */
        replicaNonce: Uint8Array;

        /** Hello proof. */
        proof: Uint8Array;

        /** Hello url. */
        url: string;

        /** Hello announced. */
        announced: boolean;

        /**
         * Creates a new Hello instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Hello instance
         */
        static create(properties: holdfast.Hello.$Shape): holdfast.Hello & holdfast.Hello.$Shape;
        static create(properties?: holdfast.Hello.$Properties): holdfast.Hello;

        /**
         * Encodes the specified Hello message. Does not implicitly {@link holdfast.Hello.verify|verify} messages.
         * @param message Hello message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Hello message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Hello & holdfast.Hello.$Shape} Hello
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Hello & holdfast.Hello.$Shape;
    }

    namespace Hello {

        /** Properties of a Hello. */
        interface $Properties {

            /** Hello replicaId */
            replicaId?: string;

            /** Hello replicaNonce */
            replicaNonce?: Uint8Array;

            /** Hello proof */
            proof?: Uint8Array;

            /** Hello url */
            url?: string;

            /** Hello announced */
            announced?: boolean;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Hello. */
        type $Shape = holdfast.Hello.$Properties;
    }

    /**
     * Properties of an Attach.
     * @deprecated Use holdfast.Attach.$Properties instead.
     */
    interface IAttach extends holdfast.Attach.$Properties {
    }

    /** Represents an Attach. */
    class Attach {

        /**
         * Constructs a new Attach.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Attach.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Attach room. */
        room: string;

        /** Attach epoch. */
        epoch: number;

        /** Attach cause. */
        cause: holdfast.PathCause;

        /** Attach sessions. */
        sessions: holdfast.AttachSession[];

        /** Attach standby. */
        standby: boolean;

        /** Attach maxParticipants. */
        maxParticipants: number;

        /**
         * Creates a new Attach instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Attach instance
         */
        static create(properties: holdfast.Attach.$Shape): holdfast.Attach & holdfast.Attach.$Shape;
        static create(properties?: holdfast.Attach.$Properties): holdfast.Attach;

        /**
         * Encodes the specified Attach message. Does not implicitly {@link holdfast.Attach.verify|verify} messages.
         * @param message Attach message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Attach.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Attach message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Attach & holdfast.Attach.$Shape} Attach
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Attach & holdfast.Attach.$Shape;
    }

    namespace Attach {

        /** Properties of an Attach. */
        interface $Properties {

            /** Attach room */
            room?: string;

            /** Attach epoch */
            epoch?: number;

            /** Attach cause */
            cause?: holdfast.PathCause;

            /** Attach sessions */
            sessions?: holdfast.AttachSession.$Properties[];

            /** Attach standby */
            standby?: boolean;

            /** Attach maxParticipants */
            maxParticipants?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Attach. */
        type $Shape = {
          room?: string;
          epoch?: number;
          cause?: holdfast.PathCause;
          sessions?: holdfast.AttachSession.$Shape[];
          standby?: boolean;
          maxParticipants?: number;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an AttachSession.
     * @deprecated Use holdfast.AttachSession.$Properties instead.
     */
    interface IAttachSession extends holdfast.AttachSession.$Properties {
    }

    /** Represents an AttachSession. */
    class AttachSession {

        /**
         * Constructs a new AttachSession.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.AttachSession.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AttachSession sessionId. */
        sessionId: string;

        /** AttachSession participant. */
        participant: holdfast.Participant;

        /** AttachSession hidden. */
        hidden: boolean;

        /** AttachSession canPublish. */
        canPublish: boolean;

        /** AttachSession canSubscribe. */
        canSubscribe: boolean;

        /** AttachSession autoSubscribe. */
        autoSubscribe: boolean;

        /** AttachSession rtpCapabilities. */
        rtpCapabilities: Uint8Array;

        /** AttachSession fingerprints. */
        fingerprints: holdfast.DtlsFingerprint[];

        /** AttachSession traceparent. */
        traceparent: string;

        /** AttachSession prepared. */
        prepared: holdfast.Prepare;

        /** AttachSession mutes. */
        mutes: holdfast.SetMuted[];

        /** AttachSession follows. */
        follows: string;

        /** AttachSession returning. */
        returning: boolean;

        /** AttachSession mediaGrants. */
        mediaGrants: string;

        /**
         * Creates a new AttachSession instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AttachSession instance
         */
        static create(properties: holdfast.AttachSession.$Shape): holdfast.AttachSession & holdfast.AttachSession.$Shape;
        static create(properties?: holdfast.AttachSession.$Properties): holdfast.AttachSession;

        /**
         * Encodes the specified AttachSession message. Does not implicitly {@link holdfast.AttachSession.verify|verify} messages.
         * @param message AttachSession message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.AttachSession.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AttachSession message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.AttachSession & holdfast.AttachSession.$Shape} AttachSession
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.AttachSession & holdfast.AttachSession.$Shape;
    }

    namespace AttachSession {

        /** Properties of an AttachSession. */
        interface $Properties {

            /** AttachSession sessionId */
            sessionId?: string;

            /** AttachSession participant */
            participant?: holdfast.Participant.$Properties;

            /** AttachSession hidden */
            hidden?: boolean;

            /** AttachSession canPublish */
            canPublish?: boolean;

            /** AttachSession canSubscribe */
            canSubscribe?: boolean;

            /** AttachSession autoSubscribe */
            autoSubscribe?: boolean;

            /** AttachSession rtpCapabilities */
            rtpCapabilities?: Uint8Array;

            /** AttachSession fingerprints */
            fingerprints?: holdfast.DtlsFingerprint.$Properties[];

            /** AttachSession traceparent */
            traceparent?: string;

            /** AttachSession prepared */
            prepared?: holdfast.Prepare.$Properties;

            /** AttachSession mutes */
            mutes?: holdfast.SetMuted.$Properties[];

            /** AttachSession follows */
            follows?: string;

            /** AttachSession returning */
            returning?: boolean;

            /** AttachSession mediaGrants */
            mediaGrants?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AttachSession. */
        type $Shape = {
          sessionId?: string;
          participant?: holdfast.Participant.$Shape;
          hidden?: boolean;
          canPublish?: boolean;
          canSubscribe?: boolean;
          autoSubscribe?: boolean;
          rtpCapabilities?: Uint8Array;
          fingerprints?: holdfast.DtlsFingerprint.$Shape[];
          traceparent?: string;
          prepared?: holdfast.Prepare.$Shape;
          mutes?: holdfast.SetMuted.$Shape[];
          follows?: string;
          returning?: boolean;
          mediaGrants?: string;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a Detach.
     * @deprecated Use holdfast.Detach.$Properties instead.
     */
    interface IDetach extends holdfast.Detach.$Properties {
    }

    /** Represents a Detach. */
    class Detach {

        /**
         * Constructs a new Detach.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Detach.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Detach sessionIds. */
        sessionIds: string[];

        /** Detach reason. */
        reason: string;

        /** Detach pathIds. */
        pathIds: string[];

        /**
         * Creates a new Detach instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Detach instance
         */
        static create(properties: holdfast.Detach.$Shape): holdfast.Detach & holdfast.Detach.$Shape;
        static create(properties?: holdfast.Detach.$Properties): holdfast.Detach;

        /**
         * Encodes the specified Detach message. Does not implicitly {@link holdfast.Detach.verify|verify} messages.
         * @param message Detach message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Detach.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Detach message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Detach & holdfast.Detach.$Shape} Detach
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Detach & holdfast.Detach.$Shape;
    }

    namespace Detach {

        /** Properties of a Detach. */
        interface $Properties {

            /** Detach sessionIds */
            sessionIds?: string[];

            /** Detach reason */
            reason?: string;

            /** Detach pathIds */
            pathIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Detach. */
        type $Shape = holdfast.Detach.$Properties;
    }

    /**
     * Properties of a PromoteRoom.
     * @deprecated Use holdfast.PromoteRoom.$Properties instead.
     */
    interface IPromoteRoom extends holdfast.PromoteRoom.$Properties {
    }

    /** Represents a PromoteRoom. */
    class PromoteRoom {

        /**
         * Constructs a new PromoteRoom.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PromoteRoom.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PromoteRoom room. */
        room: string;

        /** PromoteRoom epoch. */
        epoch: number;

        /** PromoteRoom cause. */
        cause: holdfast.PathCause;

        /**
         * Creates a new PromoteRoom instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PromoteRoom instance
         */
        static create(properties: holdfast.PromoteRoom.$Shape): holdfast.PromoteRoom & holdfast.PromoteRoom.$Shape;
        static create(properties?: holdfast.PromoteRoom.$Properties): holdfast.PromoteRoom;

        /**
         * Encodes the specified PromoteRoom message. Does not implicitly {@link holdfast.PromoteRoom.verify|verify} messages.
         * @param message PromoteRoom message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PromoteRoom.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PromoteRoom message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PromoteRoom & holdfast.PromoteRoom.$Shape} PromoteRoom
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PromoteRoom & holdfast.PromoteRoom.$Shape;
    }

    namespace PromoteRoom {

        /** Properties of a PromoteRoom. */
        interface $Properties {

            /** PromoteRoom room */
            room?: string;

            /** PromoteRoom epoch */
            epoch?: number;

            /** PromoteRoom cause */
            cause?: holdfast.PathCause;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PromoteRoom. */
        type $Shape = holdfast.PromoteRoom.$Properties;
    }

    /**
     * Properties of an Adopt.
     * @deprecated Use holdfast.Adopt.$Properties instead.
     */
    interface IAdopt extends holdfast.Adopt.$Properties {
    }

    /** Represents an Adopt. */
    class Adopt {

        /**
         * Constructs a new Adopt.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Adopt.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Adopt paths. */
        paths: holdfast.AdoptPath[];

        /**
         * Creates a new Adopt instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Adopt instance
         */
        static create(properties: holdfast.Adopt.$Shape): holdfast.Adopt & holdfast.Adopt.$Shape;
        static create(properties?: holdfast.Adopt.$Properties): holdfast.Adopt;

        /**
         * Encodes the specified Adopt message. Does not implicitly {@link holdfast.Adopt.verify|verify} messages.
         * @param message Adopt message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Adopt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Adopt message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Adopt & holdfast.Adopt.$Shape} Adopt
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Adopt & holdfast.Adopt.$Shape;
    }

    namespace Adopt {

        /** Properties of an Adopt. */
        interface $Properties {

            /** Adopt paths */
            paths?: holdfast.AdoptPath.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Adopt. */
        type $Shape = holdfast.Adopt.$Properties;
    }

    /**
     * Properties of an AdoptPath.
     * @deprecated Use holdfast.AdoptPath.$Properties instead.
     */
    interface IAdoptPath extends holdfast.AdoptPath.$Properties {
    }

    /** Represents an AdoptPath. */
    class AdoptPath {

        /**
         * Constructs a new AdoptPath.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.AdoptPath.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AdoptPath pathId. */
        pathId: string;

        /** AdoptPath sessionId. */
        sessionId: string;

        /** AdoptPath lastSeq. */
        lastSeq: number;

        /** AdoptPath room. */
        room: string;

        /** AdoptPath participantId. */
        participantId: string;

        /** AdoptPath mediaGrants. */
        mediaGrants: string;

        /**
         * Creates a new AdoptPath instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AdoptPath instance
         */
        static create(properties: holdfast.AdoptPath.$Shape): holdfast.AdoptPath & holdfast.AdoptPath.$Shape;
        static create(properties?: holdfast.AdoptPath.$Properties): holdfast.AdoptPath;

        /**
         * Encodes the specified AdoptPath message. Does not implicitly {@link holdfast.AdoptPath.verify|verify} messages.
         * @param message AdoptPath message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.AdoptPath.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AdoptPath message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.AdoptPath & holdfast.AdoptPath.$Shape} AdoptPath
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.AdoptPath & holdfast.AdoptPath.$Shape;
    }

    namespace AdoptPath {

        /** Properties of an AdoptPath. */
        interface $Properties {

            /** AdoptPath pathId */
            pathId?: string;

            /** AdoptPath sessionId */
            sessionId?: string;

            /** AdoptPath lastSeq */
            lastSeq?: number;

            /** AdoptPath room */
            room?: string;

            /** AdoptPath participantId */
            participantId?: string;

            /** AdoptPath mediaGrants */
            mediaGrants?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdoptPath. */
        type $Shape = holdfast.AdoptPath.$Properties;
    }

    /**
     * Properties of a ReleasePaths.
     * @deprecated Use holdfast.ReleasePaths.$Properties instead.
     */
    interface IReleasePaths extends holdfast.ReleasePaths.$Properties {
    }

    /** Represents a ReleasePaths. */
    class ReleasePaths {

        /**
         * Constructs a new ReleasePaths.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ReleasePaths.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReleasePaths pathIds. */
        pathIds: string[];

        /**
         * Creates a new ReleasePaths instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReleasePaths instance
         */
        static create(properties: holdfast.ReleasePaths.$Shape): holdfast.ReleasePaths & holdfast.ReleasePaths.$Shape;
        static create(properties?: holdfast.ReleasePaths.$Properties): holdfast.ReleasePaths;

        /**
         * Encodes the specified ReleasePaths message. Does not implicitly {@link holdfast.ReleasePaths.verify|verify} messages.
         * @param message ReleasePaths message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ReleasePaths.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReleasePaths message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ReleasePaths & holdfast.ReleasePaths.$Shape} ReleasePaths
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ReleasePaths & holdfast.ReleasePaths.$Shape;
    }

    namespace ReleasePaths {

        /** Properties of a ReleasePaths. */
        interface $Properties {

            /** ReleasePaths pathIds */
            pathIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReleasePaths. */
        type $Shape = holdfast.ReleasePaths.$Properties;
    }

    /**
     * Properties of a SetServing.
     * @deprecated Use holdfast.SetServing.$Properties instead.
     */
    interface ISetServing extends holdfast.SetServing.$Properties {
    }

    /** Represents a SetServing. */
    class SetServing {

        /**
         * Constructs a new SetServing.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SetServing.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetServing state. */
        state: holdfast.ServingState;

        /** SetServing drainTimeoutMs. */
        drainTimeoutMs: number;

        /**
         * Creates a new SetServing instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetServing instance
         */
        static create(properties: holdfast.SetServing.$Shape): holdfast.SetServing & holdfast.SetServing.$Shape;
        static create(properties?: holdfast.SetServing.$Properties): holdfast.SetServing;

        /**
         * Encodes the specified SetServing message. Does not implicitly {@link holdfast.SetServing.verify|verify} messages.
         * @param message SetServing message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SetServing.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetServing message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SetServing & holdfast.SetServing.$Shape} SetServing
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SetServing & holdfast.SetServing.$Shape;
    }

    namespace SetServing {

        /** Properties of a SetServing. */
        interface $Properties {

            /** SetServing state */
            state?: holdfast.ServingState;

            /** SetServing drainTimeoutMs */
            drainTimeoutMs?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetServing. */
        type $Shape = holdfast.SetServing.$Properties;
    }

    /**
     * Properties of a ManageParticipant.
     * @deprecated Use holdfast.ManageParticipant.$Properties instead.
     */
    interface IManageParticipant extends holdfast.ManageParticipant.$Properties {
    }

    /** Represents a ManageParticipant. */
    class ManageParticipant {

        /**
         * Constructs a new ManageParticipant.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ManageParticipant.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ManageParticipant room. */
        room: string;

        /** ManageParticipant participantId. */
        participantId: string;

        /** ManageParticipant remove. */
        remove: boolean;

        /** ManageParticipant name. */
        name: (string|null);

        /** ManageParticipant metadata. */
        metadata: (string|null);

        /** ManageParticipant muteTrackIds. */
        muteTrackIds: string[];

        /**
         * Creates a new ManageParticipant instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ManageParticipant instance
         */
        static create(properties: holdfast.ManageParticipant.$Shape): holdfast.ManageParticipant & holdfast.ManageParticipant.$Shape;
        static create(properties?: holdfast.ManageParticipant.$Properties): holdfast.ManageParticipant;

        /**
         * Encodes the specified ManageParticipant message. Does not implicitly {@link holdfast.ManageParticipant.verify|verify} messages.
         * @param message ManageParticipant message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ManageParticipant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ManageParticipant message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ManageParticipant & holdfast.ManageParticipant.$Shape} ManageParticipant
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ManageParticipant & holdfast.ManageParticipant.$Shape;
    }

    namespace ManageParticipant {

        /** Properties of a ManageParticipant. */
        interface $Properties {

            /** ManageParticipant room */
            room?: string;

            /** ManageParticipant participantId */
            participantId?: string;

            /** ManageParticipant remove */
            remove?: boolean;

            /** ManageParticipant name */
            name?: (string|null);

            /** ManageParticipant metadata */
            metadata?: (string|null);

            /** ManageParticipant muteTrackIds */
            muteTrackIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ManageParticipant. */
        type $Shape = holdfast.ManageParticipant.$Properties;
    }

    /**
     * Properties of a SessionRequest.
     * @deprecated Use holdfast.SessionRequest.$Properties instead.
     */
    interface ISessionRequest extends holdfast.SessionRequest.$Properties {
    }

    /** Represents a SessionRequest. */
    class SessionRequest {

        /**
         * Constructs a new SessionRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SessionRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionRequest sessionId. */
        sessionId: string;

        /** SessionRequest pathId. */
        pathId: string;

        /** SessionRequest traceparent. */
        traceparent: string;

        /** SessionRequest assert. */
        assert: (holdfast.Assert|null);

        /** SessionRequest publish. */
        publish: (holdfast.Publish|null);

        /** SessionRequest unpublish. */
        unpublish: (holdfast.Unpublish|null);

        /** SessionRequest setMuted. */
        setMuted: (holdfast.SetMuted|null);

        /** SessionRequest subscribe. */
        subscribe: (holdfast.Subscribe|null);

        /** SessionRequest resumeConsumers. */
        resumeConsumers: (holdfast.ResumeConsumers|null);

        /** SessionRequest sendData. */
        sendData: (holdfast.SendData|null);

        /** SessionRequest updateSelf. */
        updateSelf: (holdfast.UpdateSelf|null);

        /** SessionRequest moderate. */
        moderate: (holdfast.Moderate|null);

        /** SessionRequest restartIce. */
        restartIce: (holdfast.RestartIce|null);

        /** SessionRequest body. */
        body?: ("assert"|"publish"|"unpublish"|"setMuted"|"subscribe"|"resumeConsumers"|"sendData"|"updateSelf"|"moderate"|"restartIce");

        /**
         * Creates a new SessionRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SessionRequest instance
         */
        static create(properties: holdfast.SessionRequest.$Shape): holdfast.SessionRequest & holdfast.SessionRequest.$Shape;
        static create(properties?: holdfast.SessionRequest.$Properties): holdfast.SessionRequest;

        /**
         * Encodes the specified SessionRequest message. Does not implicitly {@link holdfast.SessionRequest.verify|verify} messages.
         * @param message SessionRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SessionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SessionRequest & holdfast.SessionRequest.$Shape} SessionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SessionRequest & holdfast.SessionRequest.$Shape;
    }

    namespace SessionRequest {

        /** Properties of a SessionRequest. */
        interface $Properties {

            /** SessionRequest sessionId */
            sessionId?: string;

            /** SessionRequest pathId */
            pathId?: string;

            /** SessionRequest traceparent */
            traceparent?: string;

            /** SessionRequest assert */
            assert?: (holdfast.Assert.$Properties|null);

            /** SessionRequest publish */
            publish?: (holdfast.Publish.$Properties|null);

            /** SessionRequest unpublish */
            unpublish?: (holdfast.Unpublish.$Properties|null);

            /** SessionRequest setMuted */
            setMuted?: (holdfast.SetMuted.$Properties|null);

            /** SessionRequest subscribe */
            subscribe?: (holdfast.Subscribe.$Properties|null);

            /** SessionRequest resumeConsumers */
            resumeConsumers?: (holdfast.ResumeConsumers.$Properties|null);

            /** SessionRequest sendData */
            sendData?: (holdfast.SendData.$Properties|null);

            /** SessionRequest updateSelf */
            updateSelf?: (holdfast.UpdateSelf.$Properties|null);

            /** SessionRequest moderate */
            moderate?: (holdfast.Moderate.$Properties|null);

            /** SessionRequest restartIce */
            restartIce?: (holdfast.RestartIce.$Properties|null);

            /** SessionRequest body */
            body?: ("assert"|"publish"|"unpublish"|"setMuted"|"subscribe"|"resumeConsumers"|"sendData"|"updateSelf"|"moderate"|"restartIce");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a SessionRequest. */
        type $Shape = {
          sessionId?: string;
          pathId?: string;
          traceparent?: string;
          assert?: holdfast.Assert.$Shape|null;
          publish?: holdfast.Publish.$Shape|null;
          unpublish?: holdfast.Unpublish.$Shape|null;
          setMuted?: holdfast.SetMuted.$Shape|null;
          subscribe?: holdfast.Subscribe.$Shape|null;
          resumeConsumers?: holdfast.ResumeConsumers.$Shape|null;
          sendData?: holdfast.SendData.$Shape|null;
          updateSelf?: holdfast.UpdateSelf.$Shape|null;
          moderate?: holdfast.Moderate.$Shape|null;
          restartIce?: holdfast.RestartIce.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; sendData?: null; updateSelf?: null; moderate?: null; restartIce?: null }|{ body?: "assert"; assert: holdfast.Assert.$Shape; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; sendData?: null; updateSelf?: null; moderate?: null; restartIce?: null }|{ body?: "publish"; assert?: null; publish: holdfast.Publish.$Shape; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; sendData?: null; updateSelf?: null; moderate?: null; restartIce?: null }|{ body?: "unpublish"; assert?: null; publish?: null; unpublish: holdfast.Unpublish.$Shape; setMuted?: null; subscribe?: null; resumeConsumers?: null; sendData?: null; updateSelf?: null; moderate?: null; restartIce?: null }|{ body?: "setMuted"; assert?: null; publish?: null; unpublish?: null; setMuted: holdfast.SetMuted.$Shape; subscribe?: null; resumeConsumers?: null; sendData?: null; updateSelf?: null; moderate?: null; restartIce?: null }|{ body?: "subscribe"; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe: holdfast.Subscribe.$Shape; resumeConsumers?: null; sendData?: null; updateSelf?: null; moderate?: null; restartIce?: null }|{ body?: "resumeConsumers"; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers: holdfast.ResumeConsumers.$Shape; sendData?: null; updateSelf?: null; moderate?: null; restartIce?: null }|{ body?: "sendData"; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; sendData: holdfast.SendData.$Shape; updateSelf?: null; moderate?: null; restartIce?: null }|{ body?: "updateSelf"; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; sendData?: null; updateSelf: holdfast.UpdateSelf.$Shape; moderate?: null; restartIce?: null }|{ body?: "moderate"; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; sendData?: null; updateSelf?: null; moderate: holdfast.Moderate.$Shape; restartIce?: null }|{ body?: "restartIce"; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; sendData?: null; updateSelf?: null; moderate?: null; restartIce: holdfast.RestartIce.$Shape })
        );
    }

    /**
     * Properties of a CloseRoom.
     * @deprecated Use holdfast.CloseRoom.$Properties instead.
     */
    interface ICloseRoom extends holdfast.CloseRoom.$Properties {
    }

    /** Represents a CloseRoom. */
    class CloseRoom {

        /**
         * Constructs a new CloseRoom.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.CloseRoom.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CloseRoom room. */
        room: string;

        /** CloseRoom epoch. */
        epoch: number;

        /** CloseRoom reason. */
        reason: string;

        /** CloseRoom graceMs. */
        graceMs: number;

        /** CloseRoom standby. */
        standby: boolean;

        /**
         * Creates a new CloseRoom instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CloseRoom instance
         */
        static create(properties: holdfast.CloseRoom.$Shape): holdfast.CloseRoom & holdfast.CloseRoom.$Shape;
        static create(properties?: holdfast.CloseRoom.$Properties): holdfast.CloseRoom;

        /**
         * Encodes the specified CloseRoom message. Does not implicitly {@link holdfast.CloseRoom.verify|verify} messages.
         * @param message CloseRoom message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.CloseRoom.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CloseRoom message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.CloseRoom & holdfast.CloseRoom.$Shape} CloseRoom
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.CloseRoom & holdfast.CloseRoom.$Shape;
    }

    namespace CloseRoom {

        /** Properties of a CloseRoom. */
        interface $Properties {

            /** CloseRoom room */
            room?: string;

            /** CloseRoom epoch */
            epoch?: number;

            /** CloseRoom reason */
            reason?: string;

            /** CloseRoom graceMs */
            graceMs?: number;

            /** CloseRoom standby */
            standby?: boolean;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CloseRoom. */
        type $Shape = holdfast.CloseRoom.$Properties;
    }

    /**
     * Properties of a DescribeRoom.
     * @deprecated Use holdfast.DescribeRoom.$Properties instead.
     */
    interface IDescribeRoom extends holdfast.DescribeRoom.$Properties {
    }

    /** Represents a DescribeRoom. */
    class DescribeRoom {

        /**
         * Constructs a new DescribeRoom.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.DescribeRoom.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DescribeRoom room. */
        room: string;

        /**
         * Creates a new DescribeRoom instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DescribeRoom instance
         */
        static create(properties: holdfast.DescribeRoom.$Shape): holdfast.DescribeRoom & holdfast.DescribeRoom.$Shape;
        static create(properties?: holdfast.DescribeRoom.$Properties): holdfast.DescribeRoom;

        /**
         * Encodes the specified DescribeRoom message. Does not implicitly {@link holdfast.DescribeRoom.verify|verify} messages.
         * @param message DescribeRoom message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.DescribeRoom.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DescribeRoom message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.DescribeRoom & holdfast.DescribeRoom.$Shape} DescribeRoom
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.DescribeRoom & holdfast.DescribeRoom.$Shape;
    }

    namespace DescribeRoom {

        /** Properties of a DescribeRoom. */
        interface $Properties {

            /** DescribeRoom room */
            room?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DescribeRoom. */
        type $Shape = holdfast.DescribeRoom.$Properties;
    }

    /**
     * Properties of a NodeReply.
     * @deprecated Use holdfast.NodeReply.$Properties instead.
     */
    interface INodeReply extends holdfast.NodeReply.$Properties {
    }

    /** Represents a NodeReply. */
    class NodeReply {

        /**
         * Constructs a new NodeReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.NodeReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeReply id. */
        id: number;

        /** NodeReply error. */
        error: (holdfast.Error|null);

        /** NodeReply hello. */
        hello: (holdfast.HelloReply|null);

        /** NodeReply attach. */
        attach: (holdfast.AttachReply|null);

        /** NodeReply detach. */
        detach: (holdfast.DetachReply|null);

        /** NodeReply session. */
        session: (holdfast.SessionReply|null);

        /** NodeReply closeRoom. */
        closeRoom: (holdfast.CloseRoomReply|null);

        /** NodeReply describeRoom. */
        describeRoom: (holdfast.DescribeRoomReply|null);

        /** NodeReply promoteRoom. */
        promoteRoom: (holdfast.PromoteRoomReply|null);

        /** NodeReply adopt. */
        adopt: (holdfast.AdoptReply|null);

        /** NodeReply releasePaths. */
        releasePaths: (holdfast.ReleasePathsReply|null);

        /** NodeReply setServing. */
        setServing: (holdfast.SetServingReply|null);

        /** NodeReply manageParticipant. */
        manageParticipant: (holdfast.ManageParticipantReply|null);

        /** NodeReply body. */
        body?: ("error"|"hello"|"attach"|"detach"|"session"|"closeRoom"|"describeRoom"|"promoteRoom"|"adopt"|"releasePaths"|"setServing"|"manageParticipant");

        /**
         * Creates a new NodeReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NodeReply instance
         */
        static create(properties: holdfast.NodeReply.$Shape): holdfast.NodeReply & holdfast.NodeReply.$Shape;
        static create(properties?: holdfast.NodeReply.$Properties): holdfast.NodeReply;

        /**
         * Encodes the specified NodeReply message. Does not implicitly {@link holdfast.NodeReply.verify|verify} messages.
         * @param message NodeReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.NodeReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.NodeReply & holdfast.NodeReply.$Shape} NodeReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.NodeReply & holdfast.NodeReply.$Shape;
    }

    namespace NodeReply {

        /** Properties of a NodeReply. */
        interface $Properties {

            /** NodeReply id */
            id?: number;

            /** NodeReply error */
            error?: (holdfast.Error.$Properties|null);

            /** NodeReply hello */
            hello?: (holdfast.HelloReply.$Properties|null);

            /** NodeReply attach */
            attach?: (holdfast.AttachReply.$Properties|null);

            /** NodeReply detach */
            detach?: (holdfast.DetachReply.$Properties|null);

            /** NodeReply session */
            session?: (holdfast.SessionReply.$Properties|null);

            /** NodeReply closeRoom */
            closeRoom?: (holdfast.CloseRoomReply.$Properties|null);

            /** NodeReply describeRoom */
            describeRoom?: (holdfast.DescribeRoomReply.$Properties|null);

            /** NodeReply promoteRoom */
            promoteRoom?: (holdfast.PromoteRoomReply.$Properties|null);

            /** NodeReply adopt */
            adopt?: (holdfast.AdoptReply.$Properties|null);

            /** NodeReply releasePaths */
            releasePaths?: (holdfast.ReleasePathsReply.$Properties|null);

            /** NodeReply setServing */
            setServing?: (holdfast.SetServingReply.$Properties|null);

            /** NodeReply manageParticipant */
            manageParticipant?: (holdfast.ManageParticipantReply.$Properties|null);

            /** NodeReply body */
            body?: ("error"|"hello"|"attach"|"detach"|"session"|"closeRoom"|"describeRoom"|"promoteRoom"|"adopt"|"releasePaths"|"setServing"|"manageParticipant");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a NodeReply. */
        type $Shape = {
          id?: number;
          error?: holdfast.Error.$Shape|null;
          hello?: holdfast.HelloReply.$Shape|null;
          attach?: holdfast.AttachReply.$Shape|null;
          detach?: holdfast.DetachReply.$Shape|null;
          session?: holdfast.SessionReply.$Shape|null;
          closeRoom?: holdfast.CloseRoomReply.$Shape|null;
          describeRoom?: holdfast.DescribeRoomReply.$Shape|null;
          promoteRoom?: holdfast.PromoteRoomReply.$Shape|null;
          adopt?: holdfast.AdoptReply.$Shape|null;
          releasePaths?: holdfast.ReleasePathsReply.$Shape|null;
          setServing?: holdfast.SetServingReply.$Shape|null;
          manageParticipant?: holdfast.ManageParticipantReply.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; error?: null; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "error"; error: holdfast.Error.$Shape; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "hello"; error?: null; hello: holdfast.HelloReply.$Shape; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "attach"; error?: null; hello?: null; attach: holdfast.AttachReply.$Shape; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "detach"; error?: null; hello?: null; attach?: null; detach: holdfast.DetachReply.$Shape; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "session"; error?: null; hello?: null; attach?: null; detach?: null; session: holdfast.SessionReply.$Shape; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "closeRoom"; error?: null; hello?: null; attach?: null; detach?: null; session?: null; closeRoom: holdfast.CloseRoomReply.$Shape; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "describeRoom"; error?: null; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom: holdfast.DescribeRoomReply.$Shape; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "promoteRoom"; error?: null; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom: holdfast.PromoteRoomReply.$Shape; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "adopt"; error?: null; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt: holdfast.AdoptReply.$Shape; releasePaths?: null; setServing?: null; manageParticipant?: null }|{ body?: "releasePaths"; error?: null; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths: holdfast.ReleasePathsReply.$Shape; setServing?: null; manageParticipant?: null }|{ body?: "setServing"; error?: null; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing: holdfast.SetServingReply.$Shape; manageParticipant?: null }|{ body?: "manageParticipant"; error?: null; hello?: null; attach?: null; detach?: null; session?: null; closeRoom?: null; describeRoom?: null; promoteRoom?: null; adopt?: null; releasePaths?: null; setServing?: null; manageParticipant: holdfast.ManageParticipantReply.$Shape })
        );
    }

    /**
     * Properties of a HelloReply.
     * @deprecated Use holdfast.HelloReply.$Properties instead.
     */
    interface IHelloReply extends holdfast.HelloReply.$Properties {
    }

    /** Represents a HelloReply. */
    class HelloReply {

        /**
         * Constructs a new HelloReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.HelloReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HelloReply nodeId. */
        nodeId: string;

        /** HelloReply bootId. */
        bootId: string;

        /** HelloReply proof. */
        proof: Uint8Array;

        /** HelloReply capacity. */
        capacity: number;

        /** HelloReply rooms. */
        rooms: holdfast.RoomEpoch[];

        /** HelloReply serving. */
        serving: holdfast.Serving;

        /** HelloReply labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new HelloReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HelloReply instance
         */
        static create(properties: holdfast.HelloReply.$Shape): holdfast.HelloReply & holdfast.HelloReply.$Shape;
        static create(properties?: holdfast.HelloReply.$Properties): holdfast.HelloReply;

        /**
         * Encodes the specified HelloReply message. Does not implicitly {@link holdfast.HelloReply.verify|verify} messages.
         * @param message HelloReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.HelloReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HelloReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.HelloReply & holdfast.HelloReply.$Shape} HelloReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.HelloReply & holdfast.HelloReply.$Shape;
    }

    namespace HelloReply {

        /** Properties of a HelloReply. */
        interface $Properties {

            /** HelloReply nodeId */
            nodeId?: string;

            /** HelloReply bootId */
            bootId?: string;

            /** HelloReply proof */
            proof?: Uint8Array;

            /** HelloReply capacity */
            capacity?: number;

            /** HelloReply rooms */
            rooms?: holdfast.RoomEpoch.$Properties[];

            /** HelloReply serving */
            serving?: holdfast.Serving.$Properties;

            /** HelloReply labels */
            labels?: { [k: string]: string };

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HelloReply. */
        type $Shape = holdfast.HelloReply.$Properties;
    }

    /**
     * Properties of an AttachReply.
     * @deprecated Use holdfast.AttachReply.$Properties instead.
     */
    interface IAttachReply extends holdfast.AttachReply.$Properties {
    }

    /** Represents an AttachReply. */
    class AttachReply {

        /**
         * Constructs a new AttachReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.AttachReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AttachReply results. */
        results: holdfast.AttachResult[];

        /** AttachReply more. */
        more: boolean;

        /**
         * Creates a new AttachReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AttachReply instance
         */
        static create(properties: holdfast.AttachReply.$Shape): holdfast.AttachReply & holdfast.AttachReply.$Shape;
        static create(properties?: holdfast.AttachReply.$Properties): holdfast.AttachReply;

        /**
         * Encodes the specified AttachReply message. Does not implicitly {@link holdfast.AttachReply.verify|verify} messages.
         * @param message AttachReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.AttachReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AttachReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.AttachReply & holdfast.AttachReply.$Shape} AttachReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.AttachReply & holdfast.AttachReply.$Shape;
    }

    namespace AttachReply {

        /** Properties of an AttachReply. */
        interface $Properties {

            /** AttachReply results */
            results?: holdfast.AttachResult.$Properties[];

            /** AttachReply more */
            more?: boolean;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AttachReply. */
        type $Shape = {
          results?: holdfast.AttachResult.$Shape[];
          more?: boolean;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an AttachResult.
     * @deprecated Use holdfast.AttachResult.$Properties instead.
     */
    interface IAttachResult extends holdfast.AttachResult.$Properties {
    }

    /** Represents an AttachResult. */
    class AttachResult {

        /**
         * Constructs a new AttachResult.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.AttachResult.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AttachResult sessionId. */
        sessionId: string;

        /** AttachResult offer. */
        offer: (holdfast.PathOffer|null);

        /** AttachResult error. */
        error: (holdfast.Error|null);

        /** AttachResult outcome. */
        outcome?: ("offer"|"error");

        /**
         * Creates a new AttachResult instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AttachResult instance
         */
        static create(properties: holdfast.AttachResult.$Shape): holdfast.AttachResult & holdfast.AttachResult.$Shape;
        static create(properties?: holdfast.AttachResult.$Properties): holdfast.AttachResult;

        /**
         * Encodes the specified AttachResult message. Does not implicitly {@link holdfast.AttachResult.verify|verify} messages.
         * @param message AttachResult message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.AttachResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AttachResult message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.AttachResult & holdfast.AttachResult.$Shape} AttachResult
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.AttachResult & holdfast.AttachResult.$Shape;
    }

    namespace AttachResult {

        /** Properties of an AttachResult. */
        interface $Properties {

            /** AttachResult sessionId */
            sessionId?: string;

            /** AttachResult offer */
            offer?: (holdfast.PathOffer.$Properties|null);

            /** AttachResult error */
            error?: (holdfast.Error.$Properties|null);

            /** AttachResult outcome */
            outcome?: ("offer"|"error");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an AttachResult. */
        type $Shape = {
          sessionId?: string;
          offer?: holdfast.PathOffer.$Shape|null;
          error?: holdfast.Error.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ outcome?: undefined; offer?: null; error?: null }|{ outcome?: "offer"; offer: holdfast.PathOffer.$Shape; error?: null }|{ outcome?: "error"; offer?: null; error: holdfast.Error.$Shape })
        );
    }

    /**
     * Properties of a DetachReply.
     * @deprecated Use holdfast.DetachReply.$Properties instead.
     */
    interface IDetachReply extends holdfast.DetachReply.$Properties {
    }

    /** Represents a DetachReply. */
    class DetachReply {

        /**
         * Constructs a new DetachReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.DetachReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new DetachReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DetachReply instance
         */
        static create(properties: holdfast.DetachReply.$Shape): holdfast.DetachReply & holdfast.DetachReply.$Shape;
        static create(properties?: holdfast.DetachReply.$Properties): holdfast.DetachReply;

        /**
         * Encodes the specified DetachReply message. Does not implicitly {@link holdfast.DetachReply.verify|verify} messages.
         * @param message DetachReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.DetachReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DetachReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.DetachReply & holdfast.DetachReply.$Shape} DetachReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.DetachReply & holdfast.DetachReply.$Shape;
    }

    namespace DetachReply {

        /** Properties of a DetachReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DetachReply. */
        type $Shape = holdfast.DetachReply.$Properties;
    }

    /**
     * Properties of a SessionReply.
     * @deprecated Use holdfast.SessionReply.$Properties instead.
     */
    interface ISessionReply extends holdfast.SessionReply.$Properties {
    }

    /** Represents a SessionReply. */
    class SessionReply {

        /**
         * Constructs a new SessionReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SessionReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionReply restartIce. */
        restartIce: (holdfast.RestartIceReply|null);

        /** SessionReply body. */
        body?: "restartIce";

        /**
         * Creates a new SessionReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SessionReply instance
         */
        static create(properties: holdfast.SessionReply.$Shape): holdfast.SessionReply & holdfast.SessionReply.$Shape;
        static create(properties?: holdfast.SessionReply.$Properties): holdfast.SessionReply;

        /**
         * Encodes the specified SessionReply message. Does not implicitly {@link holdfast.SessionReply.verify|verify} messages.
         * @param message SessionReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SessionReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SessionReply & holdfast.SessionReply.$Shape} SessionReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SessionReply & holdfast.SessionReply.$Shape;
    }

    namespace SessionReply {

        /** Properties of a SessionReply. */
        interface $Properties {

            /** SessionReply restartIce */
            restartIce?: (holdfast.RestartIceReply.$Properties|null);

            /** SessionReply body */
            body?: "restartIce";

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a SessionReply. */
        type $Shape = {
          restartIce?: holdfast.RestartIceReply.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; restartIce?: null }|{ body?: "restartIce"; restartIce: holdfast.RestartIceReply.$Shape })
        );
    }

    /**
     * Properties of a CloseRoomReply.
     * @deprecated Use holdfast.CloseRoomReply.$Properties instead.
     */
    interface ICloseRoomReply extends holdfast.CloseRoomReply.$Properties {
    }

    /** Represents a CloseRoomReply. */
    class CloseRoomReply {

        /**
         * Constructs a new CloseRoomReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.CloseRoomReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new CloseRoomReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CloseRoomReply instance
         */
        static create(properties: holdfast.CloseRoomReply.$Shape): holdfast.CloseRoomReply & holdfast.CloseRoomReply.$Shape;
        static create(properties?: holdfast.CloseRoomReply.$Properties): holdfast.CloseRoomReply;

        /**
         * Encodes the specified CloseRoomReply message. Does not implicitly {@link holdfast.CloseRoomReply.verify|verify} messages.
         * @param message CloseRoomReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.CloseRoomReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CloseRoomReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.CloseRoomReply & holdfast.CloseRoomReply.$Shape} CloseRoomReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.CloseRoomReply & holdfast.CloseRoomReply.$Shape;
    }

    namespace CloseRoomReply {

        /** Properties of a CloseRoomReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CloseRoomReply. */
        type $Shape = holdfast.CloseRoomReply.$Properties;
    }

    /**
     * Properties of a PromoteRoomReply.
     * @deprecated Use holdfast.PromoteRoomReply.$Properties instead.
     */
    interface IPromoteRoomReply extends holdfast.PromoteRoomReply.$Properties {
    }

    /** Represents a PromoteRoomReply. */
    class PromoteRoomReply {

        /**
         * Constructs a new PromoteRoomReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PromoteRoomReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PromoteRoomReply pathIds. */
        pathIds: string[];

        /**
         * Creates a new PromoteRoomReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PromoteRoomReply instance
         */
        static create(properties: holdfast.PromoteRoomReply.$Shape): holdfast.PromoteRoomReply & holdfast.PromoteRoomReply.$Shape;
        static create(properties?: holdfast.PromoteRoomReply.$Properties): holdfast.PromoteRoomReply;

        /**
         * Encodes the specified PromoteRoomReply message. Does not implicitly {@link holdfast.PromoteRoomReply.verify|verify} messages.
         * @param message PromoteRoomReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PromoteRoomReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PromoteRoomReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PromoteRoomReply & holdfast.PromoteRoomReply.$Shape} PromoteRoomReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PromoteRoomReply & holdfast.PromoteRoomReply.$Shape;
    }

    namespace PromoteRoomReply {

        /** Properties of a PromoteRoomReply. */
        interface $Properties {

            /** PromoteRoomReply pathIds */
            pathIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PromoteRoomReply. */
        type $Shape = holdfast.PromoteRoomReply.$Properties;
    }

    /**
     * Properties of an AdoptReply.
     * @deprecated Use holdfast.AdoptReply.$Properties instead.
     */
    interface IAdoptReply extends holdfast.AdoptReply.$Properties {
    }

    /** Represents an AdoptReply. */
    class AdoptReply {

        /**
         * Constructs a new AdoptReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.AdoptReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AdoptReply paths. */
        paths: holdfast.AdoptedPath[];

        /** AdoptReply gone. */
        gone: holdfast.GonePath[];

        /**
         * Creates a new AdoptReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AdoptReply instance
         */
        static create(properties: holdfast.AdoptReply.$Shape): holdfast.AdoptReply & holdfast.AdoptReply.$Shape;
        static create(properties?: holdfast.AdoptReply.$Properties): holdfast.AdoptReply;

        /**
         * Encodes the specified AdoptReply message. Does not implicitly {@link holdfast.AdoptReply.verify|verify} messages.
         * @param message AdoptReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.AdoptReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AdoptReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.AdoptReply & holdfast.AdoptReply.$Shape} AdoptReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.AdoptReply & holdfast.AdoptReply.$Shape;
    }

    namespace AdoptReply {

        /** Properties of an AdoptReply. */
        interface $Properties {

            /** AdoptReply paths */
            paths?: holdfast.AdoptedPath.$Properties[];

            /** AdoptReply gone */
            gone?: holdfast.GonePath.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdoptReply. */
        type $Shape = {
          paths?: holdfast.AdoptedPath.$Shape[];
          gone?: holdfast.GonePath.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a GonePath.
     * @deprecated Use holdfast.GonePath.$Properties instead.
     */
    interface IGonePath extends holdfast.GonePath.$Properties {
    }

    /** Represents a GonePath. */
    class GonePath {

        /**
         * Constructs a new GonePath.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.GonePath.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GonePath pathId. */
        pathId: string;

        /** GonePath error. */
        error: holdfast.Error;

        /**
         * Creates a new GonePath instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GonePath instance
         */
        static create(properties: holdfast.GonePath.$Shape): holdfast.GonePath & holdfast.GonePath.$Shape;
        static create(properties?: holdfast.GonePath.$Properties): holdfast.GonePath;

        /**
         * Encodes the specified GonePath message. Does not implicitly {@link holdfast.GonePath.verify|verify} messages.
         * @param message GonePath message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.GonePath.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GonePath message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.GonePath & holdfast.GonePath.$Shape} GonePath
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.GonePath & holdfast.GonePath.$Shape;
    }

    namespace GonePath {

        /** Properties of a GonePath. */
        interface $Properties {

            /** GonePath pathId */
            pathId?: string;

            /** GonePath error */
            error?: holdfast.Error.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GonePath. */
        type $Shape = holdfast.GonePath.$Properties;
    }

    /**
     * Properties of an AdoptedPath.
     * @deprecated Use holdfast.AdoptedPath.$Properties instead.
     */
    interface IAdoptedPath extends holdfast.AdoptedPath.$Properties {
    }

    /** Represents an AdoptedPath. */
    class AdoptedPath {

        /**
         * Constructs a new AdoptedPath.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.AdoptedPath.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AdoptedPath pathId. */
        pathId: string;

        /** AdoptedPath room. */
        room: string;

        /** AdoptedPath epoch. */
        epoch: number;

        /** AdoptedPath standby. */
        standby: boolean;

        /** AdoptedPath participant. */
        participant: holdfast.Participant;

        /** AdoptedPath missed. */
        missed: holdfast.MissedEvent[];

        /** AdoptedPath snapshot. */
        snapshot: holdfast.PathSnapshot;

        /** AdoptedPath mutes. */
        mutes: holdfast.SetMuted[];

        /**
         * Creates a new AdoptedPath instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AdoptedPath instance
         */
        static create(properties: holdfast.AdoptedPath.$Shape): holdfast.AdoptedPath & holdfast.AdoptedPath.$Shape;
        static create(properties?: holdfast.AdoptedPath.$Properties): holdfast.AdoptedPath;

        /**
         * Encodes the specified AdoptedPath message. Does not implicitly {@link holdfast.AdoptedPath.verify|verify} messages.
         * @param message AdoptedPath message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.AdoptedPath.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AdoptedPath message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.AdoptedPath & holdfast.AdoptedPath.$Shape} AdoptedPath
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.AdoptedPath & holdfast.AdoptedPath.$Shape;
    }

    namespace AdoptedPath {

        /** Properties of an AdoptedPath. */
        interface $Properties {

            /** AdoptedPath pathId */
            pathId?: string;

            /** AdoptedPath room */
            room?: string;

            /** AdoptedPath epoch */
            epoch?: number;

            /** AdoptedPath standby */
            standby?: boolean;

            /** AdoptedPath participant */
            participant?: holdfast.Participant.$Properties;

            /** AdoptedPath missed */
            missed?: holdfast.MissedEvent.$Properties[];

            /** AdoptedPath snapshot */
            snapshot?: holdfast.PathSnapshot.$Properties;

            /** AdoptedPath mutes */
            mutes?: holdfast.SetMuted.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdoptedPath. */
        type $Shape = {
          pathId?: string;
          room?: string;
          epoch?: number;
          standby?: boolean;
          participant?: holdfast.Participant.$Shape;
          missed?: holdfast.MissedEvent.$Shape[];
          snapshot?: holdfast.PathSnapshot.$Shape;
          mutes?: holdfast.SetMuted.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a MissedEvent.
     * @deprecated Use holdfast.MissedEvent.$Properties instead.
     */
    interface IMissedEvent extends holdfast.MissedEvent.$Properties {
    }

    /** Represents a MissedEvent. */
    class MissedEvent {

        /**
         * Constructs a new MissedEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.MissedEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MissedEvent seq. */
        seq: number;

        /** MissedEvent event. */
        event: Uint8Array;

        /**
         * Creates a new MissedEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MissedEvent instance
         */
        static create(properties: holdfast.MissedEvent.$Shape): holdfast.MissedEvent & holdfast.MissedEvent.$Shape;
        static create(properties?: holdfast.MissedEvent.$Properties): holdfast.MissedEvent;

        /**
         * Encodes the specified MissedEvent message. Does not implicitly {@link holdfast.MissedEvent.verify|verify} messages.
         * @param message MissedEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.MissedEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MissedEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.MissedEvent & holdfast.MissedEvent.$Shape} MissedEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.MissedEvent & holdfast.MissedEvent.$Shape;
    }

    namespace MissedEvent {

        /** Properties of a MissedEvent. */
        interface $Properties {

            /** MissedEvent seq */
            seq?: number;

            /** MissedEvent event */
            event?: Uint8Array;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MissedEvent. */
        type $Shape = holdfast.MissedEvent.$Properties;
    }

    /**
     * Properties of a ReleasePathsReply.
     * @deprecated Use holdfast.ReleasePathsReply.$Properties instead.
     */
    interface IReleasePathsReply extends holdfast.ReleasePathsReply.$Properties {
    }

    /** Represents a ReleasePathsReply. */
    class ReleasePathsReply {

        /**
         * Constructs a new ReleasePathsReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ReleasePathsReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new ReleasePathsReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReleasePathsReply instance
         */
        static create(properties: holdfast.ReleasePathsReply.$Shape): holdfast.ReleasePathsReply & holdfast.ReleasePathsReply.$Shape;
        static create(properties?: holdfast.ReleasePathsReply.$Properties): holdfast.ReleasePathsReply;

        /**
         * Encodes the specified ReleasePathsReply message. Does not implicitly {@link holdfast.ReleasePathsReply.verify|verify} messages.
         * @param message ReleasePathsReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ReleasePathsReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReleasePathsReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ReleasePathsReply & holdfast.ReleasePathsReply.$Shape} ReleasePathsReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ReleasePathsReply & holdfast.ReleasePathsReply.$Shape;
    }

    namespace ReleasePathsReply {

        /** Properties of a ReleasePathsReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReleasePathsReply. */
        type $Shape = holdfast.ReleasePathsReply.$Properties;
    }

    /**
     * Properties of a ManageParticipantReply.
     * @deprecated Use holdfast.ManageParticipantReply.$Properties instead.
     */
    interface IManageParticipantReply extends holdfast.ManageParticipantReply.$Properties {
    }

    /** Represents a ManageParticipantReply. */
    class ManageParticipantReply {

        /**
         * Constructs a new ManageParticipantReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ManageParticipantReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ManageParticipantReply participant. */
        participant: holdfast.Participant;

        /**
         * Creates a new ManageParticipantReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ManageParticipantReply instance
         */
        static create(properties: holdfast.ManageParticipantReply.$Shape): holdfast.ManageParticipantReply & holdfast.ManageParticipantReply.$Shape;
        static create(properties?: holdfast.ManageParticipantReply.$Properties): holdfast.ManageParticipantReply;

        /**
         * Encodes the specified ManageParticipantReply message. Does not implicitly {@link holdfast.ManageParticipantReply.verify|verify} messages.
         * @param message ManageParticipantReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ManageParticipantReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ManageParticipantReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ManageParticipantReply & holdfast.ManageParticipantReply.$Shape} ManageParticipantReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ManageParticipantReply & holdfast.ManageParticipantReply.$Shape;
    }

    namespace ManageParticipantReply {

        /** Properties of a ManageParticipantReply. */
        interface $Properties {

            /** ManageParticipantReply participant */
            participant?: holdfast.Participant.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ManageParticipantReply. */
        type $Shape = holdfast.ManageParticipantReply.$Properties;
    }

    /**
     * Properties of a SetServingReply.
     * @deprecated Use holdfast.SetServingReply.$Properties instead.
     */
    interface ISetServingReply extends holdfast.SetServingReply.$Properties {
    }

    /** Represents a SetServingReply. */
    class SetServingReply {

        /**
         * Constructs a new SetServingReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SetServingReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetServingReply serving. */
        serving: holdfast.Serving;

        /**
         * Creates a new SetServingReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetServingReply instance
         */
        static create(properties: holdfast.SetServingReply.$Shape): holdfast.SetServingReply & holdfast.SetServingReply.$Shape;
        static create(properties?: holdfast.SetServingReply.$Properties): holdfast.SetServingReply;

        /**
         * Encodes the specified SetServingReply message. Does not implicitly {@link holdfast.SetServingReply.verify|verify} messages.
         * @param message SetServingReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SetServingReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetServingReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SetServingReply & holdfast.SetServingReply.$Shape} SetServingReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SetServingReply & holdfast.SetServingReply.$Shape;
    }

    namespace SetServingReply {

        /** Properties of a SetServingReply. */
        interface $Properties {

            /** SetServingReply serving */
            serving?: holdfast.Serving.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetServingReply. */
        type $Shape = holdfast.SetServingReply.$Properties;
    }

    /**
     * Properties of a DescribeRoomReply.
     * @deprecated Use holdfast.DescribeRoomReply.$Properties instead.
     */
    interface IDescribeRoomReply extends holdfast.DescribeRoomReply.$Properties {
    }

    /** Represents a DescribeRoomReply. */
    class DescribeRoomReply {

        /**
         * Constructs a new DescribeRoomReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.DescribeRoomReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DescribeRoomReply held. */
        held: holdfast.RoomEpoch;

        /** DescribeRoomReply participants. */
        participants: holdfast.Participant[];

        /**
         * Creates a new DescribeRoomReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DescribeRoomReply instance
         */
        static create(properties: holdfast.DescribeRoomReply.$Shape): holdfast.DescribeRoomReply & holdfast.DescribeRoomReply.$Shape;
        static create(properties?: holdfast.DescribeRoomReply.$Properties): holdfast.DescribeRoomReply;

        /**
         * Encodes the specified DescribeRoomReply message. Does not implicitly {@link holdfast.DescribeRoomReply.verify|verify} messages.
         * @param message DescribeRoomReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.DescribeRoomReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DescribeRoomReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.DescribeRoomReply & holdfast.DescribeRoomReply.$Shape} DescribeRoomReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.DescribeRoomReply & holdfast.DescribeRoomReply.$Shape;
    }

    namespace DescribeRoomReply {

        /** Properties of a DescribeRoomReply. */
        interface $Properties {

            /** DescribeRoomReply held */
            held?: holdfast.RoomEpoch.$Properties;

            /** DescribeRoomReply participants */
            participants?: holdfast.Participant.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DescribeRoomReply. */
        type $Shape = holdfast.DescribeRoomReply.$Properties;
    }

    /**
     * Properties of a NodeEvent.
     * @deprecated Use holdfast.NodeEvent.$Properties instead.
     */
    interface INodeEvent extends holdfast.NodeEvent.$Properties {
    }

    /** Represents a NodeEvent. */
    class NodeEvent {

        /**
         * Constructs a new NodeEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.NodeEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeEvent challenge. */
        challenge: (holdfast.Challenge|null);

        /** NodeEvent heartbeat. */
        heartbeat: (holdfast.Heartbeat|null);

        /** NodeEvent roomsChanged. */
        roomsChanged: (holdfast.RoomsChanged|null);

        /** NodeEvent roomsLost. */
        roomsLost: (holdfast.RoomsLost|null);

        /** NodeEvent sessionEvent. */
        sessionEvent: (holdfast.SessionEvent|null);

        /** NodeEvent sessionEnded. */
        sessionEnded: (holdfast.SessionEnded|null);

        /** NodeEvent body. */
        body?: ("challenge"|"heartbeat"|"roomsChanged"|"roomsLost"|"sessionEvent"|"sessionEnded");

        /**
         * Creates a new NodeEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NodeEvent instance
         */
        static create(properties: holdfast.NodeEvent.$Shape): holdfast.NodeEvent & holdfast.NodeEvent.$Shape;
        static create(properties?: holdfast.NodeEvent.$Properties): holdfast.NodeEvent;

        /**
         * Encodes the specified NodeEvent message. Does not implicitly {@link holdfast.NodeEvent.verify|verify} messages.
         * @param message NodeEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.NodeEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.NodeEvent & holdfast.NodeEvent.$Shape} NodeEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.NodeEvent & holdfast.NodeEvent.$Shape;
    }

    namespace NodeEvent {

        /** Properties of a NodeEvent. */
        interface $Properties {

            /** NodeEvent challenge */
            challenge?: (holdfast.Challenge.$Properties|null);

            /** NodeEvent heartbeat */
            heartbeat?: (holdfast.Heartbeat.$Properties|null);

            /** NodeEvent roomsChanged */
            roomsChanged?: (holdfast.RoomsChanged.$Properties|null);

            /** NodeEvent roomsLost */
            roomsLost?: (holdfast.RoomsLost.$Properties|null);

            /** NodeEvent sessionEvent */
            sessionEvent?: (holdfast.SessionEvent.$Properties|null);

            /** NodeEvent sessionEnded */
            sessionEnded?: (holdfast.SessionEnded.$Properties|null);

            /** NodeEvent body */
            body?: ("challenge"|"heartbeat"|"roomsChanged"|"roomsLost"|"sessionEvent"|"sessionEnded");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a NodeEvent. */
        type $Shape = {
          challenge?: holdfast.Challenge.$Shape|null;
          heartbeat?: holdfast.Heartbeat.$Shape|null;
          roomsChanged?: holdfast.RoomsChanged.$Shape|null;
          roomsLost?: holdfast.RoomsLost.$Shape|null;
          sessionEvent?: holdfast.SessionEvent.$Shape|null;
          sessionEnded?: holdfast.SessionEnded.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; challenge?: null; heartbeat?: null; roomsChanged?: null; roomsLost?: null; sessionEvent?: null; sessionEnded?: null }|{ body?: "challenge"; challenge: holdfast.Challenge.$Shape; heartbeat?: null; roomsChanged?: null; roomsLost?: null; sessionEvent?: null; sessionEnded?: null }|{ body?: "heartbeat"; challenge?: null; heartbeat: holdfast.Heartbeat.$Shape; roomsChanged?: null; roomsLost?: null; sessionEvent?: null; sessionEnded?: null }|{ body?: "roomsChanged"; challenge?: null; heartbeat?: null; roomsChanged: holdfast.RoomsChanged.$Shape; roomsLost?: null; sessionEvent?: null; sessionEnded?: null }|{ body?: "roomsLost"; challenge?: null; heartbeat?: null; roomsChanged?: null; roomsLost: holdfast.RoomsLost.$Shape; sessionEvent?: null; sessionEnded?: null }|{ body?: "sessionEvent"; challenge?: null; heartbeat?: null; roomsChanged?: null; roomsLost?: null; sessionEvent: holdfast.SessionEvent.$Shape; sessionEnded?: null }|{ body?: "sessionEnded"; challenge?: null; heartbeat?: null; roomsChanged?: null; roomsLost?: null; sessionEvent?: null; sessionEnded: holdfast.SessionEnded.$Shape })
        );
    }

    /**
     * Properties of a Challenge.
     * @deprecated Use holdfast.Challenge.$Properties instead.
     */
    interface IChallenge extends holdfast.Challenge.$Properties {
    }

    /** Represents a Challenge. */
    class Challenge {

        /**
         * Constructs a new Challenge.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Challenge.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Challenge nodeNonce. */
        nodeNonce: Uint8Array;

        /** Challenge protocol. */
        protocol: number;

        /** Challenge nodeId. */
        nodeId: string;

        /**
         * Creates a new Challenge instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Challenge instance
         */
        static create(properties: holdfast.Challenge.$Shape): holdfast.Challenge & holdfast.Challenge.$Shape;
        static create(properties?: holdfast.Challenge.$Properties): holdfast.Challenge;

        /**
         * Encodes the specified Challenge message. Does not implicitly {@link holdfast.Challenge.verify|verify} messages.
         * @param message Challenge message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Challenge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Challenge message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Challenge & holdfast.Challenge.$Shape} Challenge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Challenge & holdfast.Challenge.$Shape;
    }

    namespace Challenge {

        /** Properties of a Challenge. */
        interface $Properties {

            /** Challenge nodeNonce */
            nodeNonce?: Uint8Array;

            /** Challenge protocol */
            protocol?: number;

            /** Challenge nodeId */
            nodeId?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Challenge. */
        type $Shape = holdfast.Challenge.$Properties;
    }

    /**
     * Properties of a RoomEpoch.
     * @deprecated Use holdfast.RoomEpoch.$Properties instead.
     */
    interface IRoomEpoch extends holdfast.RoomEpoch.$Properties {
    }

    /** Represents a RoomEpoch. */
    class RoomEpoch {

        /**
         * Constructs a new RoomEpoch.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RoomEpoch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RoomEpoch room. */
        room: string;

        /** RoomEpoch epoch. */
        epoch: number;

        /** RoomEpoch sessions. */
        sessions: number;

        /** RoomEpoch standby. */
        standby: boolean;

        /** RoomEpoch leaving. */
        leaving: boolean;

        /** RoomEpoch participants. */
        participants: number;

        /**
         * Creates a new RoomEpoch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RoomEpoch instance
         */
        static create(properties: holdfast.RoomEpoch.$Shape): holdfast.RoomEpoch & holdfast.RoomEpoch.$Shape;
        static create(properties?: holdfast.RoomEpoch.$Properties): holdfast.RoomEpoch;

        /**
         * Encodes the specified RoomEpoch message. Does not implicitly {@link holdfast.RoomEpoch.verify|verify} messages.
         * @param message RoomEpoch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RoomEpoch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RoomEpoch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RoomEpoch & holdfast.RoomEpoch.$Shape} RoomEpoch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RoomEpoch & holdfast.RoomEpoch.$Shape;
    }

    namespace RoomEpoch {

        /** Properties of a RoomEpoch. */
        interface $Properties {

            /** RoomEpoch room */
            room?: string;

            /** RoomEpoch epoch */
            epoch?: number;

            /** RoomEpoch sessions */
            sessions?: number;

            /** RoomEpoch standby */
            standby?: boolean;

            /** RoomEpoch leaving */
            leaving?: boolean;

            /** RoomEpoch participants */
            participants?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RoomEpoch. */
        type $Shape = holdfast.RoomEpoch.$Properties;
    }

    /** ServingState enum. */
    enum ServingState {

        /** SERVING value */
        SERVING = 0,

        /** CORDONED value */
        CORDONED = 1,

        /** DRAINING value */
        DRAINING = 2
    }

    /**
     * Properties of a Serving.
     * @deprecated Use holdfast.Serving.$Properties instead.
     */
    interface IServing extends holdfast.Serving.$Properties {
    }

    /** Represents a Serving. */
    class Serving {

        /**
         * Constructs a new Serving.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Serving.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Serving state. */
        state: holdfast.ServingState;

        /** Serving drainLeftMs. */
        drainLeftMs: number;

        /** Serving drainRoomsTotal. */
        drainRoomsTotal: number;

        /** Serving why. */
        why: string;

        /**
         * Creates a new Serving instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Serving instance
         */
        static create(properties: holdfast.Serving.$Shape): holdfast.Serving & holdfast.Serving.$Shape;
        static create(properties?: holdfast.Serving.$Properties): holdfast.Serving;

        /**
         * Encodes the specified Serving message. Does not implicitly {@link holdfast.Serving.verify|verify} messages.
         * @param message Serving message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Serving.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Serving message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Serving & holdfast.Serving.$Shape} Serving
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Serving & holdfast.Serving.$Shape;
    }

    namespace Serving {

        /** Properties of a Serving. */
        interface $Properties {

            /** Serving state */
            state?: holdfast.ServingState;

            /** Serving drainLeftMs */
            drainLeftMs?: number;

            /** Serving drainRoomsTotal */
            drainRoomsTotal?: number;

            /** Serving why */
            why?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Serving. */
        type $Shape = holdfast.Serving.$Properties;
    }

    /**
     * Properties of a Heartbeat.
     * @deprecated Use holdfast.Heartbeat.$Properties instead.
     */
    interface IHeartbeat extends holdfast.Heartbeat.$Properties {
    }

    /** Represents a Heartbeat. */
    class Heartbeat {

        /**
         * Constructs a new Heartbeat.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Heartbeat.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Heartbeat seq. */
        seq: number;

        /** Heartbeat sentAtMs. */
        sentAtMs: number;

        /** Heartbeat load. */
        load: holdfast.NodeLoad;

        /** Heartbeat roomsDigest. */
        roomsDigest: number;

        /** Heartbeat serving. */
        serving: holdfast.Serving;

        /** Heartbeat silent. */
        silent: holdfast.SilentTrack[];

        /**
         * Creates a new Heartbeat instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Heartbeat instance
         */
        static create(properties: holdfast.Heartbeat.$Shape): holdfast.Heartbeat & holdfast.Heartbeat.$Shape;
        static create(properties?: holdfast.Heartbeat.$Properties): holdfast.Heartbeat;

        /**
         * Encodes the specified Heartbeat message. Does not implicitly {@link holdfast.Heartbeat.verify|verify} messages.
         * @param message Heartbeat message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Heartbeat message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Heartbeat & holdfast.Heartbeat.$Shape} Heartbeat
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Heartbeat & holdfast.Heartbeat.$Shape;
    }

    namespace Heartbeat {

        /** Properties of a Heartbeat. */
        interface $Properties {

            /** Heartbeat seq */
            seq?: number;

            /** Heartbeat sentAtMs */
            sentAtMs?: number;

            /** Heartbeat load */
            load?: holdfast.NodeLoad.$Properties;

            /** Heartbeat roomsDigest */
            roomsDigest?: number;

            /** Heartbeat serving */
            serving?: holdfast.Serving.$Properties;

            /** Heartbeat silent */
            silent?: holdfast.SilentTrack.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Heartbeat. */
        type $Shape = holdfast.Heartbeat.$Properties;
    }

    /**
     * Properties of a SilentTrack.
     * @deprecated Use holdfast.SilentTrack.$Properties instead.
     */
    interface ISilentTrack extends holdfast.SilentTrack.$Properties {
    }

    /** Represents a SilentTrack. */
    class SilentTrack {

        /**
         * Constructs a new SilentTrack.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SilentTrack.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SilentTrack room. */
        room: string;

        /** SilentTrack participantId. */
        participantId: string;

        /** SilentTrack trackId. */
        trackId: string;

        /**
         * Creates a new SilentTrack instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SilentTrack instance
         */
        static create(properties: holdfast.SilentTrack.$Shape): holdfast.SilentTrack & holdfast.SilentTrack.$Shape;
        static create(properties?: holdfast.SilentTrack.$Properties): holdfast.SilentTrack;

        /**
         * Encodes the specified SilentTrack message. Does not implicitly {@link holdfast.SilentTrack.verify|verify} messages.
         * @param message SilentTrack message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SilentTrack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SilentTrack message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SilentTrack & holdfast.SilentTrack.$Shape} SilentTrack
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SilentTrack & holdfast.SilentTrack.$Shape;
    }

    namespace SilentTrack {

        /** Properties of a SilentTrack. */
        interface $Properties {

            /** SilentTrack room */
            room?: string;

            /** SilentTrack participantId */
            participantId?: string;

            /** SilentTrack trackId */
            trackId?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SilentTrack. */
        type $Shape = holdfast.SilentTrack.$Properties;
    }

    /**
     * Properties of a NodeLoad.
     * @deprecated Use holdfast.NodeLoad.$Properties instead.
     */
    interface INodeLoad extends holdfast.NodeLoad.$Properties {
    }

    /** Represents a NodeLoad. */
    class NodeLoad {

        /**
         * Constructs a new NodeLoad.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.NodeLoad.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeLoad workers. */
        workers: holdfast.WorkerLoad[];

        /** NodeLoad rooms. */
        rooms: number;

        /** NodeLoad sessions. */
        sessions: number;

        /** NodeLoad producers. */
        producers: number;

        /** NodeLoad consumers. */
        consumers: number;

        /** NodeLoad bitrateInBps. */
        bitrateInBps: number;

        /** NodeLoad bitrateOutBps. */
        bitrateOutBps: number;

        /** NodeLoad capacity. */
        capacity: number;

        /**
         * Creates a new NodeLoad instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NodeLoad instance
         */
        static create(properties: holdfast.NodeLoad.$Shape): holdfast.NodeLoad & holdfast.NodeLoad.$Shape;
        static create(properties?: holdfast.NodeLoad.$Properties): holdfast.NodeLoad;

        /**
         * Encodes the specified NodeLoad message. Does not implicitly {@link holdfast.NodeLoad.verify|verify} messages.
         * @param message NodeLoad message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.NodeLoad.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeLoad message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.NodeLoad & holdfast.NodeLoad.$Shape} NodeLoad
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.NodeLoad & holdfast.NodeLoad.$Shape;
    }

    namespace NodeLoad {

        /** Properties of a NodeLoad. */
        interface $Properties {

            /** NodeLoad workers */
            workers?: holdfast.WorkerLoad.$Properties[];

            /** NodeLoad rooms */
            rooms?: number;

            /** NodeLoad sessions */
            sessions?: number;

            /** NodeLoad producers */
            producers?: number;

            /** NodeLoad consumers */
            consumers?: number;

            /** NodeLoad bitrateInBps */
            bitrateInBps?: number;

            /** NodeLoad bitrateOutBps */
            bitrateOutBps?: number;

            /** NodeLoad capacity */
            capacity?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NodeLoad. */
        type $Shape = holdfast.NodeLoad.$Properties;
    }

    /**
     * Properties of a WorkerLoad.
     * @deprecated Use holdfast.WorkerLoad.$Properties instead.
     */
    interface IWorkerLoad extends holdfast.WorkerLoad.$Properties {
    }

    /** Represents a WorkerLoad. */
    class WorkerLoad {

        /**
         * Constructs a new WorkerLoad.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.WorkerLoad.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WorkerLoad slot. */
        slot: number;

        /** WorkerLoad pid. */
        pid: number;

        /** WorkerLoad alive. */
        alive: boolean;

        /** WorkerLoad cpu. */
        cpu: number;

        /** WorkerLoad rooms. */
        rooms: number;

        /** WorkerLoad consumers. */
        consumers: number;

        /**
         * Creates a new WorkerLoad instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WorkerLoad instance
         */
        static create(properties: holdfast.WorkerLoad.$Shape): holdfast.WorkerLoad & holdfast.WorkerLoad.$Shape;
        static create(properties?: holdfast.WorkerLoad.$Properties): holdfast.WorkerLoad;

        /**
         * Encodes the specified WorkerLoad message. Does not implicitly {@link holdfast.WorkerLoad.verify|verify} messages.
         * @param message WorkerLoad message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.WorkerLoad.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WorkerLoad message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.WorkerLoad & holdfast.WorkerLoad.$Shape} WorkerLoad
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.WorkerLoad & holdfast.WorkerLoad.$Shape;
    }

    namespace WorkerLoad {

        /** Properties of a WorkerLoad. */
        interface $Properties {

            /** WorkerLoad slot */
            slot?: number;

            /** WorkerLoad pid */
            pid?: number;

            /** WorkerLoad alive */
            alive?: boolean;

            /** WorkerLoad cpu */
            cpu?: number;

            /** WorkerLoad rooms */
            rooms?: number;

            /** WorkerLoad consumers */
            consumers?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WorkerLoad. */
        type $Shape = holdfast.WorkerLoad.$Properties;
    }

    /**
     * Properties of a RoomsChanged.
     * @deprecated Use holdfast.RoomsChanged.$Properties instead.
     */
    interface IRoomsChanged extends holdfast.RoomsChanged.$Properties {
    }

    /** Represents a RoomsChanged. */
    class RoomsChanged {

        /**
         * Constructs a new RoomsChanged.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RoomsChanged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RoomsChanged opened. */
        opened: holdfast.RoomEpoch[];

        /** RoomsChanged closed. */
        closed: holdfast.RoomEpoch[];

        /** RoomsChanged resized. */
        resized: holdfast.RoomEpoch[];

        /**
         * Creates a new RoomsChanged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RoomsChanged instance
         */
        static create(properties: holdfast.RoomsChanged.$Shape): holdfast.RoomsChanged & holdfast.RoomsChanged.$Shape;
        static create(properties?: holdfast.RoomsChanged.$Properties): holdfast.RoomsChanged;

        /**
         * Encodes the specified RoomsChanged message. Does not implicitly {@link holdfast.RoomsChanged.verify|verify} messages.
         * @param message RoomsChanged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RoomsChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RoomsChanged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RoomsChanged & holdfast.RoomsChanged.$Shape} RoomsChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RoomsChanged & holdfast.RoomsChanged.$Shape;
    }

    namespace RoomsChanged {

        /** Properties of a RoomsChanged. */
        interface $Properties {

            /** RoomsChanged opened */
            opened?: holdfast.RoomEpoch.$Properties[];

            /** RoomsChanged closed */
            closed?: holdfast.RoomEpoch.$Properties[];

            /** RoomsChanged resized */
            resized?: holdfast.RoomEpoch.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RoomsChanged. */
        type $Shape = holdfast.RoomsChanged.$Properties;
    }

    /**
     * Properties of a RoomsLost.
     * @deprecated Use holdfast.RoomsLost.$Properties instead.
     */
    interface IRoomsLost extends holdfast.RoomsLost.$Properties {
    }

    /** Represents a RoomsLost. */
    class RoomsLost {

        /**
         * Constructs a new RoomsLost.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RoomsLost.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RoomsLost rooms. */
        rooms: holdfast.RoomEpoch[];

        /** RoomsLost workerSlot. */
        workerSlot: number;

        /** RoomsLost liveWorkers. */
        liveWorkers: number;

        /** RoomsLost cause. */
        cause: string;

        /**
         * Creates a new RoomsLost instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RoomsLost instance
         */
        static create(properties: holdfast.RoomsLost.$Shape): holdfast.RoomsLost & holdfast.RoomsLost.$Shape;
        static create(properties?: holdfast.RoomsLost.$Properties): holdfast.RoomsLost;

        /**
         * Encodes the specified RoomsLost message. Does not implicitly {@link holdfast.RoomsLost.verify|verify} messages.
         * @param message RoomsLost message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RoomsLost.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RoomsLost message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RoomsLost & holdfast.RoomsLost.$Shape} RoomsLost
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RoomsLost & holdfast.RoomsLost.$Shape;
    }

    namespace RoomsLost {

        /** Properties of a RoomsLost. */
        interface $Properties {

            /** RoomsLost rooms */
            rooms?: holdfast.RoomEpoch.$Properties[];

            /** RoomsLost workerSlot */
            workerSlot?: number;

            /** RoomsLost liveWorkers */
            liveWorkers?: number;

            /** RoomsLost cause */
            cause?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RoomsLost. */
        type $Shape = holdfast.RoomsLost.$Properties;
    }

    /**
     * Properties of a SessionEvent.
     * @deprecated Use holdfast.SessionEvent.$Properties instead.
     */
    interface ISessionEvent extends holdfast.SessionEvent.$Properties {
    }

    /** Represents a SessionEvent. */
    class SessionEvent {

        /**
         * Constructs a new SessionEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SessionEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionEvent targets. */
        targets: holdfast.EventTarget[];

        /** SessionEvent event. */
        event: Uint8Array;

        /**
         * Creates a new SessionEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SessionEvent instance
         */
        static create(properties: holdfast.SessionEvent.$Shape): holdfast.SessionEvent & holdfast.SessionEvent.$Shape;
        static create(properties?: holdfast.SessionEvent.$Properties): holdfast.SessionEvent;

        /**
         * Encodes the specified SessionEvent message. Does not implicitly {@link holdfast.SessionEvent.verify|verify} messages.
         * @param message SessionEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SessionEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SessionEvent & holdfast.SessionEvent.$Shape} SessionEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SessionEvent & holdfast.SessionEvent.$Shape;
    }

    namespace SessionEvent {

        /** Properties of a SessionEvent. */
        interface $Properties {

            /** SessionEvent targets */
            targets?: holdfast.EventTarget.$Properties[];

            /** SessionEvent event */
            event?: Uint8Array;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SessionEvent. */
        type $Shape = holdfast.SessionEvent.$Properties;
    }

    /**
     * Properties of an EventTarget.
     * @deprecated Use holdfast.EventTarget.$Properties instead.
     */
    interface IEventTarget extends holdfast.EventTarget.$Properties {
    }

    /** Represents an EventTarget. */
    class EventTarget {

        /**
         * Constructs a new EventTarget.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.EventTarget.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EventTarget sessionId. */
        sessionId: string;

        /** EventTarget pathId. */
        pathId: string;

        /** EventTarget seq. */
        seq: number;

        /**
         * Creates a new EventTarget instance using the specified properties.
         * @param [properties] Properties to set
         * @returns EventTarget instance
         */
        static create(properties: holdfast.EventTarget.$Shape): holdfast.EventTarget & holdfast.EventTarget.$Shape;
        static create(properties?: holdfast.EventTarget.$Properties): holdfast.EventTarget;

        /**
         * Encodes the specified EventTarget message. Does not implicitly {@link holdfast.EventTarget.verify|verify} messages.
         * @param message EventTarget message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.EventTarget.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EventTarget message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.EventTarget & holdfast.EventTarget.$Shape} EventTarget
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.EventTarget & holdfast.EventTarget.$Shape;
    }

    namespace EventTarget {

        /** Properties of an EventTarget. */
        interface $Properties {

            /** EventTarget sessionId */
            sessionId?: string;

            /** EventTarget pathId */
            pathId?: string;

            /** EventTarget seq */
            seq?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EventTarget. */
        type $Shape = holdfast.EventTarget.$Properties;
    }

    /**
     * Properties of a SessionEnded.
     * @deprecated Use holdfast.SessionEnded.$Properties instead.
     */
    interface ISessionEnded extends holdfast.SessionEnded.$Properties {
    }

    /** Represents a SessionEnded. */
    class SessionEnded {

        /**
         * Constructs a new SessionEnded.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SessionEnded.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionEnded sessionId. */
        sessionId: string;

        /** SessionEnded error. */
        error: holdfast.Error;

        /** SessionEnded pathId. */
        pathId: string;

        /**
         * Creates a new SessionEnded instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SessionEnded instance
         */
        static create(properties: holdfast.SessionEnded.$Shape): holdfast.SessionEnded & holdfast.SessionEnded.$Shape;
        static create(properties?: holdfast.SessionEnded.$Properties): holdfast.SessionEnded;

        /**
         * Encodes the specified SessionEnded message. Does not implicitly {@link holdfast.SessionEnded.verify|verify} messages.
         * @param message SessionEnded message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SessionEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionEnded message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SessionEnded & holdfast.SessionEnded.$Shape} SessionEnded
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SessionEnded & holdfast.SessionEnded.$Shape;
    }

    namespace SessionEnded {

        /** Properties of a SessionEnded. */
        interface $Properties {

            /** SessionEnded sessionId */
            sessionId?: string;

            /** SessionEnded error */
            error?: holdfast.Error.$Properties;

            /** SessionEnded pathId */
            pathId?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SessionEnded. */
        type $Shape = holdfast.SessionEnded.$Properties;
    }

    /** MediaKind enum. */
    enum MediaKind {

        /** MEDIA_KIND_UNSPECIFIED value */
        MEDIA_KIND_UNSPECIFIED = 0,

        /** AUDIO value */
        AUDIO = 1,

        /** VIDEO value */
        VIDEO = 2
    }

    /** TrackSource enum. */
    enum TrackSource {

        /** TRACK_SOURCE_UNSPECIFIED value */
        TRACK_SOURCE_UNSPECIFIED = 0,

        /** CAMERA value */
        CAMERA = 1,

        /** MICROPHONE value */
        MICROPHONE = 2,

        /** SCREEN value */
        SCREEN = 3,

        /** SCREEN_AUDIO value */
        SCREEN_AUDIO = 4,

        /** OTHER value */
        OTHER = 5
    }

    /** PathCause enum. */
    enum PathCause {

        /** PATH_CAUSE_UNSPECIFIED value */
        PATH_CAUSE_UNSPECIFIED = 0,

        /** JOIN value */
        JOIN = 1,

        /** NODE_DIED value */
        NODE_DIED = 2,

        /** WORKER_DIED value */
        WORKER_DIED = 3,

        /** PATH_FAILED value */
        PATH_FAILED = 4,

        /** SIGNALING_LOST value */
        SIGNALING_LOST = 5,

        /** PLACEMENT_MOVED value */
        PLACEMENT_MOVED = 6,

        /** NODE_HUNG value */
        NODE_HUNG = 7,

        /** NODE_UNREACHABLE value */
        NODE_UNREACHABLE = 8,

        /** CONTROL_LOST value */
        CONTROL_LOST = 9,

        /** NODE_DRAINED value */
        NODE_DRAINED = 10,

        /** REBALANCED value */
        REBALANCED = 11
    }

    /**
     * Properties of a FmtpValue.
     * @deprecated Use holdfast.FmtpValue.$Properties instead.
     */
    interface IFmtpValue extends holdfast.FmtpValue.$Properties {
    }

    /** Represents a FmtpValue. */
    class FmtpValue {

        /**
         * Constructs a new FmtpValue.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.FmtpValue.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FmtpValue text. */
        text: (string|null);

        /** FmtpValue number. */
        number: (number|null);

        /** FmtpValue value. */
        value?: ("text"|"number");

        /**
         * Creates a new FmtpValue instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FmtpValue instance
         */
        static create(properties: holdfast.FmtpValue.$Shape): holdfast.FmtpValue & holdfast.FmtpValue.$Shape;
        static create(properties?: holdfast.FmtpValue.$Properties): holdfast.FmtpValue;

        /**
         * Encodes the specified FmtpValue message. Does not implicitly {@link holdfast.FmtpValue.verify|verify} messages.
         * @param message FmtpValue message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.FmtpValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FmtpValue message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.FmtpValue & holdfast.FmtpValue.$Shape} FmtpValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.FmtpValue & holdfast.FmtpValue.$Shape;
    }

    namespace FmtpValue {

        /** Properties of a FmtpValue. */
        interface $Properties {

            /** FmtpValue text */
            text?: (string|null);

            /** FmtpValue number */
            number?: (number|null);

            /** FmtpValue value */
            value?: ("text"|"number");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a FmtpValue. */
        type $Shape = {
          text?: string|null;
          number?: number|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ value?: undefined; text?: null; number?: null }|{ value?: "text"; text: string; number?: null }|{ value?: "number"; text?: null; number: number })
        );
    }

    /**
     * Properties of a RtcpFeedback.
     * @deprecated Use holdfast.RtcpFeedback.$Properties instead.
     */
    interface IRtcpFeedback extends holdfast.RtcpFeedback.$Properties {
    }

    /** Represents a RtcpFeedback. */
    class RtcpFeedback {

        /**
         * Constructs a new RtcpFeedback.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RtcpFeedback.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RtcpFeedback type. */
        type: string;

        /** RtcpFeedback parameter. */
        parameter: string;

        /**
         * Creates a new RtcpFeedback instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RtcpFeedback instance
         */
        static create(properties: holdfast.RtcpFeedback.$Shape): holdfast.RtcpFeedback & holdfast.RtcpFeedback.$Shape;
        static create(properties?: holdfast.RtcpFeedback.$Properties): holdfast.RtcpFeedback;

        /**
         * Encodes the specified RtcpFeedback message. Does not implicitly {@link holdfast.RtcpFeedback.verify|verify} messages.
         * @param message RtcpFeedback message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RtcpFeedback.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RtcpFeedback message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RtcpFeedback & holdfast.RtcpFeedback.$Shape} RtcpFeedback
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RtcpFeedback & holdfast.RtcpFeedback.$Shape;
    }

    namespace RtcpFeedback {

        /** Properties of a RtcpFeedback. */
        interface $Properties {

            /** RtcpFeedback type */
            type?: string;

            /** RtcpFeedback parameter */
            parameter?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RtcpFeedback. */
        type $Shape = holdfast.RtcpFeedback.$Properties;
    }

    /**
     * Properties of a RtpCodecCapability.
     * @deprecated Use holdfast.RtpCodecCapability.$Properties instead.
     */
    interface IRtpCodecCapability extends holdfast.RtpCodecCapability.$Properties {
    }

    /** Represents a RtpCodecCapability. */
    class RtpCodecCapability {

        /**
         * Constructs a new RtpCodecCapability.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RtpCodecCapability.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RtpCodecCapability kind. */
        kind: holdfast.MediaKind;

        /** RtpCodecCapability mimeType. */
        mimeType: string;

        /** RtpCodecCapability preferredPayloadType. */
        preferredPayloadType: number;

        /** RtpCodecCapability clockRate. */
        clockRate: number;

        /** RtpCodecCapability channels. */
        channels: number;

        /** RtpCodecCapability parameters. */
        parameters: { [k: string]: holdfast.FmtpValue };

        /** RtpCodecCapability rtcpFeedback. */
        rtcpFeedback: holdfast.RtcpFeedback[];

        /**
         * Creates a new RtpCodecCapability instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RtpCodecCapability instance
         */
        static create(properties: holdfast.RtpCodecCapability.$Shape): holdfast.RtpCodecCapability & holdfast.RtpCodecCapability.$Shape;
        static create(properties?: holdfast.RtpCodecCapability.$Properties): holdfast.RtpCodecCapability;

        /**
         * Encodes the specified RtpCodecCapability message. Does not implicitly {@link holdfast.RtpCodecCapability.verify|verify} messages.
         * @param message RtpCodecCapability message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RtpCodecCapability.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RtpCodecCapability message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RtpCodecCapability & holdfast.RtpCodecCapability.$Shape} RtpCodecCapability
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RtpCodecCapability & holdfast.RtpCodecCapability.$Shape;
    }

    namespace RtpCodecCapability {

        /** Properties of a RtpCodecCapability. */
        interface $Properties {

            /** RtpCodecCapability kind */
            kind?: holdfast.MediaKind;

            /** RtpCodecCapability mimeType */
            mimeType?: string;

            /** RtpCodecCapability preferredPayloadType */
            preferredPayloadType?: number;

            /** RtpCodecCapability clockRate */
            clockRate?: number;

            /** RtpCodecCapability channels */
            channels?: number;

            /** RtpCodecCapability parameters */
            parameters?: { [k: string]: holdfast.FmtpValue.$Properties };

            /** RtpCodecCapability rtcpFeedback */
            rtcpFeedback?: holdfast.RtcpFeedback.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RtpCodecCapability. */
        type $Shape = {
          kind?: holdfast.MediaKind;
          mimeType?: string;
          preferredPayloadType?: number;
          clockRate?: number;
          channels?: number;
          parameters?: { [k: string]: holdfast.FmtpValue.$Shape };
          rtcpFeedback?: holdfast.RtcpFeedback.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a RtpHeaderExtension.
     * @deprecated Use holdfast.RtpHeaderExtension.$Properties instead.
     */
    interface IRtpHeaderExtension extends holdfast.RtpHeaderExtension.$Properties {
    }

    /** Represents a RtpHeaderExtension. */
    class RtpHeaderExtension {

        /**
         * Constructs a new RtpHeaderExtension.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RtpHeaderExtension.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RtpHeaderExtension kind. */
        kind: holdfast.MediaKind;

        /** RtpHeaderExtension uri. */
        uri: string;

        /** RtpHeaderExtension preferredId. */
        preferredId: number;

        /** RtpHeaderExtension preferredEncrypt. */
        preferredEncrypt: boolean;

        /** RtpHeaderExtension direction. */
        direction: string;

        /**
         * Creates a new RtpHeaderExtension instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RtpHeaderExtension instance
         */
        static create(properties: holdfast.RtpHeaderExtension.$Shape): holdfast.RtpHeaderExtension & holdfast.RtpHeaderExtension.$Shape;
        static create(properties?: holdfast.RtpHeaderExtension.$Properties): holdfast.RtpHeaderExtension;

        /**
         * Encodes the specified RtpHeaderExtension message. Does not implicitly {@link holdfast.RtpHeaderExtension.verify|verify} messages.
         * @param message RtpHeaderExtension message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RtpHeaderExtension.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RtpHeaderExtension message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RtpHeaderExtension & holdfast.RtpHeaderExtension.$Shape} RtpHeaderExtension
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RtpHeaderExtension & holdfast.RtpHeaderExtension.$Shape;
    }

    namespace RtpHeaderExtension {

        /** Properties of a RtpHeaderExtension. */
        interface $Properties {

            /** RtpHeaderExtension kind */
            kind?: holdfast.MediaKind;

            /** RtpHeaderExtension uri */
            uri?: string;

            /** RtpHeaderExtension preferredId */
            preferredId?: number;

            /** RtpHeaderExtension preferredEncrypt */
            preferredEncrypt?: boolean;

            /** RtpHeaderExtension direction */
            direction?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RtpHeaderExtension. */
        type $Shape = holdfast.RtpHeaderExtension.$Properties;
    }

    /**
     * Properties of a RtpCapabilities.
     * @deprecated Use holdfast.RtpCapabilities.$Properties instead.
     */
    interface IRtpCapabilities extends holdfast.RtpCapabilities.$Properties {
    }

    /** Represents a RtpCapabilities. */
    class RtpCapabilities {

        /**
         * Constructs a new RtpCapabilities.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RtpCapabilities.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RtpCapabilities codecs. */
        codecs: holdfast.RtpCodecCapability[];

        /** RtpCapabilities headerExtensions. */
        headerExtensions: holdfast.RtpHeaderExtension[];

        /**
         * Creates a new RtpCapabilities instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RtpCapabilities instance
         */
        static create(properties: holdfast.RtpCapabilities.$Shape): holdfast.RtpCapabilities & holdfast.RtpCapabilities.$Shape;
        static create(properties?: holdfast.RtpCapabilities.$Properties): holdfast.RtpCapabilities;

        /**
         * Encodes the specified RtpCapabilities message. Does not implicitly {@link holdfast.RtpCapabilities.verify|verify} messages.
         * @param message RtpCapabilities message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RtpCapabilities.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RtpCapabilities message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RtpCapabilities & holdfast.RtpCapabilities.$Shape} RtpCapabilities
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RtpCapabilities & holdfast.RtpCapabilities.$Shape;
    }

    namespace RtpCapabilities {

        /** Properties of a RtpCapabilities. */
        interface $Properties {

            /** RtpCapabilities codecs */
            codecs?: holdfast.RtpCodecCapability.$Properties[];

            /** RtpCapabilities headerExtensions */
            headerExtensions?: holdfast.RtpHeaderExtension.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RtpCapabilities. */
        type $Shape = {
          codecs?: holdfast.RtpCodecCapability.$Shape[];
          headerExtensions?: holdfast.RtpHeaderExtension.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a RtpCodecParameters.
     * @deprecated Use holdfast.RtpCodecParameters.$Properties instead.
     */
    interface IRtpCodecParameters extends holdfast.RtpCodecParameters.$Properties {
    }

    /** Represents a RtpCodecParameters. */
    class RtpCodecParameters {

        /**
         * Constructs a new RtpCodecParameters.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RtpCodecParameters.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RtpCodecParameters mimeType. */
        mimeType: string;

        /** RtpCodecParameters payloadType. */
        payloadType: number;

        /** RtpCodecParameters clockRate. */
        clockRate: number;

        /** RtpCodecParameters channels. */
        channels: number;

        /** RtpCodecParameters parameters. */
        parameters: { [k: string]: holdfast.FmtpValue };

        /** RtpCodecParameters rtcpFeedback. */
        rtcpFeedback: holdfast.RtcpFeedback[];

        /**
         * Creates a new RtpCodecParameters instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RtpCodecParameters instance
         */
        static create(properties: holdfast.RtpCodecParameters.$Shape): holdfast.RtpCodecParameters & holdfast.RtpCodecParameters.$Shape;
        static create(properties?: holdfast.RtpCodecParameters.$Properties): holdfast.RtpCodecParameters;

        /**
         * Encodes the specified RtpCodecParameters message. Does not implicitly {@link holdfast.RtpCodecParameters.verify|verify} messages.
         * @param message RtpCodecParameters message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RtpCodecParameters.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RtpCodecParameters message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RtpCodecParameters & holdfast.RtpCodecParameters.$Shape} RtpCodecParameters
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RtpCodecParameters & holdfast.RtpCodecParameters.$Shape;
    }

    namespace RtpCodecParameters {

        /** Properties of a RtpCodecParameters. */
        interface $Properties {

            /** RtpCodecParameters mimeType */
            mimeType?: string;

            /** RtpCodecParameters payloadType */
            payloadType?: number;

            /** RtpCodecParameters clockRate */
            clockRate?: number;

            /** RtpCodecParameters channels */
            channels?: number;

            /** RtpCodecParameters parameters */
            parameters?: { [k: string]: holdfast.FmtpValue.$Properties };

            /** RtpCodecParameters rtcpFeedback */
            rtcpFeedback?: holdfast.RtcpFeedback.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RtpCodecParameters. */
        type $Shape = {
          mimeType?: string;
          payloadType?: number;
          clockRate?: number;
          channels?: number;
          parameters?: { [k: string]: holdfast.FmtpValue.$Shape };
          rtcpFeedback?: holdfast.RtcpFeedback.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a RtpHeaderExtensionParameters.
     * @deprecated Use holdfast.RtpHeaderExtensionParameters.$Properties instead.
     */
    interface IRtpHeaderExtensionParameters extends holdfast.RtpHeaderExtensionParameters.$Properties {
    }

    /** Represents a RtpHeaderExtensionParameters. */
    class RtpHeaderExtensionParameters {

        /**
         * Constructs a new RtpHeaderExtensionParameters.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RtpHeaderExtensionParameters.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RtpHeaderExtensionParameters uri. */
        uri: string;

        /** RtpHeaderExtensionParameters id. */
        id: number;

        /** RtpHeaderExtensionParameters encrypt. */
        encrypt: boolean;

        /**
         * Creates a new RtpHeaderExtensionParameters instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RtpHeaderExtensionParameters instance
         */
        static create(properties: holdfast.RtpHeaderExtensionParameters.$Shape): holdfast.RtpHeaderExtensionParameters & holdfast.RtpHeaderExtensionParameters.$Shape;
        static create(properties?: holdfast.RtpHeaderExtensionParameters.$Properties): holdfast.RtpHeaderExtensionParameters;

        /**
         * Encodes the specified RtpHeaderExtensionParameters message. Does not implicitly {@link holdfast.RtpHeaderExtensionParameters.verify|verify} messages.
         * @param message RtpHeaderExtensionParameters message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RtpHeaderExtensionParameters.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RtpHeaderExtensionParameters message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RtpHeaderExtensionParameters & holdfast.RtpHeaderExtensionParameters.$Shape} RtpHeaderExtensionParameters
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RtpHeaderExtensionParameters & holdfast.RtpHeaderExtensionParameters.$Shape;
    }

    namespace RtpHeaderExtensionParameters {

        /** Properties of a RtpHeaderExtensionParameters. */
        interface $Properties {

            /** RtpHeaderExtensionParameters uri */
            uri?: string;

            /** RtpHeaderExtensionParameters id */
            id?: number;

            /** RtpHeaderExtensionParameters encrypt */
            encrypt?: boolean;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RtpHeaderExtensionParameters. */
        type $Shape = holdfast.RtpHeaderExtensionParameters.$Properties;
    }

    /**
     * Properties of a RtpEncoding.
     * @deprecated Use holdfast.RtpEncoding.$Properties instead.
     */
    interface IRtpEncoding extends holdfast.RtpEncoding.$Properties {
    }

    /** Represents a RtpEncoding. */
    class RtpEncoding {

        /**
         * Constructs a new RtpEncoding.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RtpEncoding.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RtpEncoding ssrc. */
        ssrc: number;

        /** RtpEncoding rid. */
        rid: string;

        /** RtpEncoding rtxSsrc. */
        rtxSsrc: number;

        /** RtpEncoding dtx. */
        dtx: boolean;

        /** RtpEncoding scalabilityMode. */
        scalabilityMode: string;

        /** RtpEncoding maxBitrateBps. */
        maxBitrateBps: number;

        /** RtpEncoding scaleResolutionDownBy. */
        scaleResolutionDownBy: number;

        /** RtpEncoding codecPayloadType. */
        codecPayloadType: number;

        /**
         * Creates a new RtpEncoding instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RtpEncoding instance
         */
        static create(properties: holdfast.RtpEncoding.$Shape): holdfast.RtpEncoding & holdfast.RtpEncoding.$Shape;
        static create(properties?: holdfast.RtpEncoding.$Properties): holdfast.RtpEncoding;

        /**
         * Encodes the specified RtpEncoding message. Does not implicitly {@link holdfast.RtpEncoding.verify|verify} messages.
         * @param message RtpEncoding message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RtpEncoding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RtpEncoding message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RtpEncoding & holdfast.RtpEncoding.$Shape} RtpEncoding
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RtpEncoding & holdfast.RtpEncoding.$Shape;
    }

    namespace RtpEncoding {

        /** Properties of a RtpEncoding. */
        interface $Properties {

            /** RtpEncoding ssrc */
            ssrc?: number;

            /** RtpEncoding rid */
            rid?: string;

            /** RtpEncoding rtxSsrc */
            rtxSsrc?: number;

            /** RtpEncoding dtx */
            dtx?: boolean;

            /** RtpEncoding scalabilityMode */
            scalabilityMode?: string;

            /** RtpEncoding maxBitrateBps */
            maxBitrateBps?: number;

            /** RtpEncoding scaleResolutionDownBy */
            scaleResolutionDownBy?: number;

            /** RtpEncoding codecPayloadType */
            codecPayloadType?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RtpEncoding. */
        type $Shape = holdfast.RtpEncoding.$Properties;
    }

    /**
     * Properties of a RtpParameters.
     * @deprecated Use holdfast.RtpParameters.$Properties instead.
     */
    interface IRtpParameters extends holdfast.RtpParameters.$Properties {
    }

    /** Represents a RtpParameters. */
    class RtpParameters {

        /**
         * Constructs a new RtpParameters.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RtpParameters.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RtpParameters mid. */
        mid: string;

        /** RtpParameters codecs. */
        codecs: holdfast.RtpCodecParameters[];

        /** RtpParameters headerExtensions. */
        headerExtensions: holdfast.RtpHeaderExtensionParameters[];

        /** RtpParameters encodings. */
        encodings: holdfast.RtpEncoding[];

        /** RtpParameters cname. */
        cname: string;

        /** RtpParameters reducedSize. */
        reducedSize: boolean;

        /**
         * Creates a new RtpParameters instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RtpParameters instance
         */
        static create(properties: holdfast.RtpParameters.$Shape): holdfast.RtpParameters & holdfast.RtpParameters.$Shape;
        static create(properties?: holdfast.RtpParameters.$Properties): holdfast.RtpParameters;

        /**
         * Encodes the specified RtpParameters message. Does not implicitly {@link holdfast.RtpParameters.verify|verify} messages.
         * @param message RtpParameters message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RtpParameters.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RtpParameters message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RtpParameters & holdfast.RtpParameters.$Shape} RtpParameters
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RtpParameters & holdfast.RtpParameters.$Shape;
    }

    namespace RtpParameters {

        /** Properties of a RtpParameters. */
        interface $Properties {

            /** RtpParameters mid */
            mid?: string;

            /** RtpParameters codecs */
            codecs?: holdfast.RtpCodecParameters.$Properties[];

            /** RtpParameters headerExtensions */
            headerExtensions?: holdfast.RtpHeaderExtensionParameters.$Properties[];

            /** RtpParameters encodings */
            encodings?: holdfast.RtpEncoding.$Properties[];

            /** RtpParameters cname */
            cname?: string;

            /** RtpParameters reducedSize */
            reducedSize?: boolean;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RtpParameters. */
        type $Shape = {
          mid?: string;
          codecs?: holdfast.RtpCodecParameters.$Shape[];
          headerExtensions?: holdfast.RtpHeaderExtensionParameters.$Shape[];
          encodings?: holdfast.RtpEncoding.$Shape[];
          cname?: string;
          reducedSize?: boolean;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a DtlsFingerprint.
     * @deprecated Use holdfast.DtlsFingerprint.$Properties instead.
     */
    interface IDtlsFingerprint extends holdfast.DtlsFingerprint.$Properties {
    }

    /** Represents a DtlsFingerprint. */
    class DtlsFingerprint {

        /**
         * Constructs a new DtlsFingerprint.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.DtlsFingerprint.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DtlsFingerprint algorithm. */
        algorithm: string;

        /** DtlsFingerprint value. */
        value: string;

        /**
         * Creates a new DtlsFingerprint instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DtlsFingerprint instance
         */
        static create(properties: holdfast.DtlsFingerprint.$Shape): holdfast.DtlsFingerprint & holdfast.DtlsFingerprint.$Shape;
        static create(properties?: holdfast.DtlsFingerprint.$Properties): holdfast.DtlsFingerprint;

        /**
         * Encodes the specified DtlsFingerprint message. Does not implicitly {@link holdfast.DtlsFingerprint.verify|verify} messages.
         * @param message DtlsFingerprint message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.DtlsFingerprint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DtlsFingerprint message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.DtlsFingerprint & holdfast.DtlsFingerprint.$Shape} DtlsFingerprint
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.DtlsFingerprint & holdfast.DtlsFingerprint.$Shape;
    }

    namespace DtlsFingerprint {

        /** Properties of a DtlsFingerprint. */
        interface $Properties {

            /** DtlsFingerprint algorithm */
            algorithm?: string;

            /** DtlsFingerprint value */
            value?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DtlsFingerprint. */
        type $Shape = holdfast.DtlsFingerprint.$Properties;
    }

    /**
     * Properties of a DtlsParameters.
     * @deprecated Use holdfast.DtlsParameters.$Properties instead.
     */
    interface IDtlsParameters extends holdfast.DtlsParameters.$Properties {
    }

    /** Represents a DtlsParameters. */
    class DtlsParameters {

        /**
         * Constructs a new DtlsParameters.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.DtlsParameters.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DtlsParameters role. */
        role: string;

        /** DtlsParameters fingerprints. */
        fingerprints: holdfast.DtlsFingerprint[];

        /**
         * Creates a new DtlsParameters instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DtlsParameters instance
         */
        static create(properties: holdfast.DtlsParameters.$Shape): holdfast.DtlsParameters & holdfast.DtlsParameters.$Shape;
        static create(properties?: holdfast.DtlsParameters.$Properties): holdfast.DtlsParameters;

        /**
         * Encodes the specified DtlsParameters message. Does not implicitly {@link holdfast.DtlsParameters.verify|verify} messages.
         * @param message DtlsParameters message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.DtlsParameters.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DtlsParameters message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.DtlsParameters & holdfast.DtlsParameters.$Shape} DtlsParameters
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.DtlsParameters & holdfast.DtlsParameters.$Shape;
    }

    namespace DtlsParameters {

        /** Properties of a DtlsParameters. */
        interface $Properties {

            /** DtlsParameters role */
            role?: string;

            /** DtlsParameters fingerprints */
            fingerprints?: holdfast.DtlsFingerprint.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DtlsParameters. */
        type $Shape = holdfast.DtlsParameters.$Properties;
    }

    /**
     * Properties of an IceParameters.
     * @deprecated Use holdfast.IceParameters.$Properties instead.
     */
    interface IIceParameters extends holdfast.IceParameters.$Properties {
    }

    /** Represents an IceParameters. */
    class IceParameters {

        /**
         * Constructs a new IceParameters.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.IceParameters.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IceParameters usernameFragment. */
        usernameFragment: string;

        /** IceParameters password. */
        password: string;

        /** IceParameters iceLite. */
        iceLite: boolean;

        /**
         * Creates a new IceParameters instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IceParameters instance
         */
        static create(properties: holdfast.IceParameters.$Shape): holdfast.IceParameters & holdfast.IceParameters.$Shape;
        static create(properties?: holdfast.IceParameters.$Properties): holdfast.IceParameters;

        /**
         * Encodes the specified IceParameters message. Does not implicitly {@link holdfast.IceParameters.verify|verify} messages.
         * @param message IceParameters message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.IceParameters.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IceParameters message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.IceParameters & holdfast.IceParameters.$Shape} IceParameters
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.IceParameters & holdfast.IceParameters.$Shape;
    }

    namespace IceParameters {

        /** Properties of an IceParameters. */
        interface $Properties {

            /** IceParameters usernameFragment */
            usernameFragment?: string;

            /** IceParameters password */
            password?: string;

            /** IceParameters iceLite */
            iceLite?: boolean;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IceParameters. */
        type $Shape = holdfast.IceParameters.$Properties;
    }

    /**
     * Properties of an IceCandidate.
     * @deprecated Use holdfast.IceCandidate.$Properties instead.
     */
    interface IIceCandidate extends holdfast.IceCandidate.$Properties {
    }

    /** Represents an IceCandidate. */
    class IceCandidate {

        /**
         * Constructs a new IceCandidate.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.IceCandidate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IceCandidate foundation. */
        foundation: string;

        /** IceCandidate priority. */
        priority: number;

        /** IceCandidate address. */
        address: string;

        /** IceCandidate protocol. */
        protocol: string;

        /** IceCandidate port. */
        port: number;

        /** IceCandidate type. */
        type: string;

        /** IceCandidate tcpType. */
        tcpType: string;

        /**
         * Creates a new IceCandidate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IceCandidate instance
         */
        static create(properties: holdfast.IceCandidate.$Shape): holdfast.IceCandidate & holdfast.IceCandidate.$Shape;
        static create(properties?: holdfast.IceCandidate.$Properties): holdfast.IceCandidate;

        /**
         * Encodes the specified IceCandidate message. Does not implicitly {@link holdfast.IceCandidate.verify|verify} messages.
         * @param message IceCandidate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.IceCandidate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IceCandidate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.IceCandidate & holdfast.IceCandidate.$Shape} IceCandidate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.IceCandidate & holdfast.IceCandidate.$Shape;
    }

    namespace IceCandidate {

        /** Properties of an IceCandidate. */
        interface $Properties {

            /** IceCandidate foundation */
            foundation?: string;

            /** IceCandidate priority */
            priority?: number;

            /** IceCandidate address */
            address?: string;

            /** IceCandidate protocol */
            protocol?: string;

            /** IceCandidate port */
            port?: number;

            /** IceCandidate type */
            type?: string;

            /** IceCandidate tcpType */
            tcpType?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IceCandidate. */
        type $Shape = holdfast.IceCandidate.$Properties;
    }

    /**
     * Properties of a TransportDescription.
     * @deprecated Use holdfast.TransportDescription.$Properties instead.
     */
    interface ITransportDescription extends holdfast.TransportDescription.$Properties {
    }

    /** Represents a TransportDescription. */
    class TransportDescription {

        /**
         * Constructs a new TransportDescription.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.TransportDescription.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TransportDescription id. */
        id: string;

        /** TransportDescription ice. */
        ice: holdfast.IceParameters;

        /** TransportDescription candidates. */
        candidates: holdfast.IceCandidate[];

        /** TransportDescription dtls. */
        dtls: holdfast.DtlsParameters;

        /**
         * Creates a new TransportDescription instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TransportDescription instance
         */
        static create(properties: holdfast.TransportDescription.$Shape): holdfast.TransportDescription & holdfast.TransportDescription.$Shape;
        static create(properties?: holdfast.TransportDescription.$Properties): holdfast.TransportDescription;

        /**
         * Encodes the specified TransportDescription message. Does not implicitly {@link holdfast.TransportDescription.verify|verify} messages.
         * @param message TransportDescription message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.TransportDescription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TransportDescription message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.TransportDescription & holdfast.TransportDescription.$Shape} TransportDescription
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.TransportDescription & holdfast.TransportDescription.$Shape;
    }

    namespace TransportDescription {

        /** Properties of a TransportDescription. */
        interface $Properties {

            /** TransportDescription id */
            id?: string;

            /** TransportDescription ice */
            ice?: holdfast.IceParameters.$Properties;

            /** TransportDescription candidates */
            candidates?: holdfast.IceCandidate.$Properties[];

            /** TransportDescription dtls */
            dtls?: holdfast.DtlsParameters.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TransportDescription. */
        type $Shape = holdfast.TransportDescription.$Properties;
    }

    /**
     * Properties of a Track.
     * @deprecated Use holdfast.Track.$Properties instead.
     */
    interface ITrack extends holdfast.Track.$Properties {
    }

    /** Represents a Track. */
    class Track {

        /**
         * Constructs a new Track.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Track.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Track id. */
        id: string;

        /** Track kind. */
        kind: holdfast.MediaKind;

        /** Track source. */
        source: holdfast.TrackSource;

        /** Track name. */
        name: string;

        /** Track muted. */
        muted: boolean;

        /** Track muteRevision. */
        muteRevision: number;

        /**
         * Creates a new Track instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Track instance
         */
        static create(properties: holdfast.Track.$Shape): holdfast.Track & holdfast.Track.$Shape;
        static create(properties?: holdfast.Track.$Properties): holdfast.Track;

        /**
         * Encodes the specified Track message. Does not implicitly {@link holdfast.Track.verify|verify} messages.
         * @param message Track message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Track.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Track message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Track & holdfast.Track.$Shape} Track
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Track & holdfast.Track.$Shape;
    }

    namespace Track {

        /** Properties of a Track. */
        interface $Properties {

            /** Track id */
            id?: string;

            /** Track kind */
            kind?: holdfast.MediaKind;

            /** Track source */
            source?: holdfast.TrackSource;

            /** Track name */
            name?: string;

            /** Track muted */
            muted?: boolean;

            /** Track muteRevision */
            muteRevision?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Track. */
        type $Shape = holdfast.Track.$Properties;
    }

    /**
     * Properties of a Participant.
     * @deprecated Use holdfast.Participant.$Properties instead.
     */
    interface IParticipant extends holdfast.Participant.$Properties {
    }

    /** Represents a Participant. */
    class Participant {

        /**
         * Constructs a new Participant.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Participant.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Participant id. */
        id: string;

        /** Participant name. */
        name: string;

        /** Participant metadata. */
        metadata: string;

        /** Participant joinedAtMs. */
        joinedAtMs: number;

        /** Participant tracks. */
        tracks: holdfast.Track[];

        /**
         * Creates a new Participant instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Participant instance
         */
        static create(properties: holdfast.Participant.$Shape): holdfast.Participant & holdfast.Participant.$Shape;
        static create(properties?: holdfast.Participant.$Properties): holdfast.Participant;

        /**
         * Encodes the specified Participant message. Does not implicitly {@link holdfast.Participant.verify|verify} messages.
         * @param message Participant message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Participant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Participant message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Participant & holdfast.Participant.$Shape} Participant
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Participant & holdfast.Participant.$Shape;
    }

    namespace Participant {

        /** Properties of a Participant. */
        interface $Properties {

            /** Participant id */
            id?: string;

            /** Participant name */
            name?: string;

            /** Participant metadata */
            metadata?: string;

            /** Participant joinedAtMs */
            joinedAtMs?: number;

            /** Participant tracks */
            tracks?: holdfast.Track.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Participant. */
        type $Shape = holdfast.Participant.$Properties;
    }

    /**
     * Properties of a TrackOffer.
     * @deprecated Use holdfast.TrackOffer.$Properties instead.
     */
    interface ITrackOffer extends holdfast.TrackOffer.$Properties {
    }

    /** Represents a TrackOffer. */
    class TrackOffer {

        /**
         * Constructs a new TrackOffer.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.TrackOffer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TrackOffer track. */
        track: holdfast.Track;

        /** TrackOffer rtp. */
        rtp: holdfast.RtpParameters;

        /**
         * Creates a new TrackOffer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TrackOffer instance
         */
        static create(properties: holdfast.TrackOffer.$Shape): holdfast.TrackOffer & holdfast.TrackOffer.$Shape;
        static create(properties?: holdfast.TrackOffer.$Properties): holdfast.TrackOffer;

        /**
         * Encodes the specified TrackOffer message. Does not implicitly {@link holdfast.TrackOffer.verify|verify} messages.
         * @param message TrackOffer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.TrackOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TrackOffer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.TrackOffer & holdfast.TrackOffer.$Shape} TrackOffer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.TrackOffer & holdfast.TrackOffer.$Shape;
    }

    namespace TrackOffer {

        /** Properties of a TrackOffer. */
        interface $Properties {

            /** TrackOffer track */
            track?: holdfast.Track.$Properties;

            /** TrackOffer rtp */
            rtp?: holdfast.RtpParameters.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TrackOffer. */
        type $Shape = {
          track?: holdfast.Track.$Shape;
          rtp?: holdfast.RtpParameters.$Shape;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a Consumer.
     * @deprecated Use holdfast.Consumer.$Properties instead.
     */
    interface IConsumer extends holdfast.Consumer.$Properties {
    }

    /** Represents a Consumer. */
    class Consumer {

        /**
         * Constructs a new Consumer.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Consumer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Consumer id. */
        id: string;

        /** Consumer trackId. */
        trackId: string;

        /** Consumer participantId. */
        participantId: string;

        /** Consumer kind. */
        kind: holdfast.MediaKind;

        /** Consumer rtp. */
        rtp: holdfast.RtpParameters;

        /**
         * Creates a new Consumer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Consumer instance
         */
        static create(properties: holdfast.Consumer.$Shape): holdfast.Consumer & holdfast.Consumer.$Shape;
        static create(properties?: holdfast.Consumer.$Properties): holdfast.Consumer;

        /**
         * Encodes the specified Consumer message. Does not implicitly {@link holdfast.Consumer.verify|verify} messages.
         * @param message Consumer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Consumer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Consumer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Consumer & holdfast.Consumer.$Shape} Consumer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Consumer & holdfast.Consumer.$Shape;
    }

    namespace Consumer {

        /** Properties of a Consumer. */
        interface $Properties {

            /** Consumer id */
            id?: string;

            /** Consumer trackId */
            trackId?: string;

            /** Consumer participantId */
            participantId?: string;

            /** Consumer kind */
            kind?: holdfast.MediaKind;

            /** Consumer rtp */
            rtp?: holdfast.RtpParameters.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Consumer. */
        type $Shape = {
          id?: string;
          trackId?: string;
          participantId?: string;
          kind?: holdfast.MediaKind;
          rtp?: holdfast.RtpParameters.$Shape;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a Subscription.
     * @deprecated Use holdfast.Subscription.$Properties instead.
     */
    interface ISubscription extends holdfast.Subscription.$Properties {
    }

    /** Represents a Subscription. */
    class Subscription {

        /**
         * Constructs a new Subscription.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Subscription.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Subscription trackId. */
        trackId: string;

        /** Subscription participantId. */
        participantId: string;

        /** Subscription subscribed. */
        subscribed: boolean;

        /** Subscription paused. */
        paused: boolean;

        /** Subscription maxSpatialLayer. */
        maxSpatialLayer: number;

        /** Subscription maxTemporalLayer. */
        maxTemporalLayer: number;

        /**
         * Creates a new Subscription instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Subscription instance
         */
        static create(properties: holdfast.Subscription.$Shape): holdfast.Subscription & holdfast.Subscription.$Shape;
        static create(properties?: holdfast.Subscription.$Properties): holdfast.Subscription;

        /**
         * Encodes the specified Subscription message. Does not implicitly {@link holdfast.Subscription.verify|verify} messages.
         * @param message Subscription message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Subscription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Subscription message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Subscription & holdfast.Subscription.$Shape} Subscription
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Subscription & holdfast.Subscription.$Shape;
    }

    namespace Subscription {

        /** Properties of a Subscription. */
        interface $Properties {

            /** Subscription trackId */
            trackId?: string;

            /** Subscription participantId */
            participantId?: string;

            /** Subscription subscribed */
            subscribed?: boolean;

            /** Subscription paused */
            paused?: boolean;

            /** Subscription maxSpatialLayer */
            maxSpatialLayer?: number;

            /** Subscription maxTemporalLayer */
            maxTemporalLayer?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Subscription. */
        type $Shape = holdfast.Subscription.$Properties;
    }

    /** PathRole enum. */
    enum PathRole {

        /** ACTIVE value */
        ACTIVE = 0,

        /** STANDBY value */
        STANDBY = 1
    }

    /** Redundancy enum. */
    enum Redundancy {

        /** COLD value */
        COLD = 0,

        /** HOT value */
        HOT = 1
    }

    /**
     * Properties of a Path.
     * @deprecated Use holdfast.Path.$Properties instead.
     */
    interface IPath extends holdfast.Path.$Properties {
    }

    /** Represents a Path. */
    class Path {

        /**
         * Constructs a new Path.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Path.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Path id. */
        id: string;

        /** Path nodeId. */
        nodeId: string;

        /** Path epoch. */
        epoch: number;

        /** Path send. */
        send: holdfast.TransportDescription;

        /** Path recv. */
        recv: holdfast.TransportDescription;

        /**
         * Creates a new Path instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Path instance
         */
        static create(properties: holdfast.Path.$Shape): holdfast.Path & holdfast.Path.$Shape;
        static create(properties?: holdfast.Path.$Properties): holdfast.Path;

        /**
         * Encodes the specified Path message. Does not implicitly {@link holdfast.Path.verify|verify} messages.
         * @param message Path message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Path.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Path message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Path & holdfast.Path.$Shape} Path
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Path & holdfast.Path.$Shape;
    }

    namespace Path {

        /** Properties of a Path. */
        interface $Properties {

            /** Path id */
            id?: string;

            /** Path nodeId */
            nodeId?: string;

            /** Path epoch */
            epoch?: number;

            /** Path send */
            send?: holdfast.TransportDescription.$Properties;

            /** Path recv */
            recv?: holdfast.TransportDescription.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Path. */
        type $Shape = holdfast.Path.$Properties;
    }

    /**
     * Properties of an IceServer.
     * @deprecated Use holdfast.IceServer.$Properties instead.
     */
    interface IIceServer extends holdfast.IceServer.$Properties {
    }

    /** Represents an IceServer. */
    class IceServer {

        /**
         * Constructs a new IceServer.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.IceServer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IceServer urls. */
        urls: string[];

        /** IceServer username. */
        username: string;

        /** IceServer credential. */
        credential: string;

        /** IceServer expiresInMs. */
        expiresInMs: number;

        /**
         * Creates a new IceServer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IceServer instance
         */
        static create(properties: holdfast.IceServer.$Shape): holdfast.IceServer & holdfast.IceServer.$Shape;
        static create(properties?: holdfast.IceServer.$Properties): holdfast.IceServer;

        /**
         * Encodes the specified IceServer message. Does not implicitly {@link holdfast.IceServer.verify|verify} messages.
         * @param message IceServer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.IceServer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IceServer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.IceServer & holdfast.IceServer.$Shape} IceServer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.IceServer & holdfast.IceServer.$Shape;
    }

    namespace IceServer {

        /** Properties of an IceServer. */
        interface $Properties {

            /** IceServer urls */
            urls?: string[];

            /** IceServer username */
            username?: string;

            /** IceServer credential */
            credential?: string;

            /** IceServer expiresInMs */
            expiresInMs?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IceServer. */
        type $Shape = holdfast.IceServer.$Properties;
    }

    /**
     * Properties of a PathOffer.
     * @deprecated Use holdfast.PathOffer.$Properties instead.
     */
    interface IPathOffer extends holdfast.PathOffer.$Properties {
    }

    /** Represents a PathOffer. */
    class PathOffer {

        /**
         * Constructs a new PathOffer.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PathOffer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PathOffer path. */
        path: holdfast.Path;

        /** PathOffer cause. */
        cause: holdfast.PathCause;

        /** PathOffer participants. */
        participants: holdfast.Participant[];

        /** PathOffer consumers. */
        consumers: holdfast.Consumer[];

        /** PathOffer settled. */
        settled: boolean;

        /** PathOffer role. */
        role: holdfast.PathRole;

        /** PathOffer keepPrevious. */
        keepPrevious: boolean;

        /** PathOffer iceServers. */
        iceServers: holdfast.IceServer[];

        /**
         * Creates a new PathOffer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PathOffer instance
         */
        static create(properties: holdfast.PathOffer.$Shape): holdfast.PathOffer & holdfast.PathOffer.$Shape;
        static create(properties?: holdfast.PathOffer.$Properties): holdfast.PathOffer;

        /**
         * Encodes the specified PathOffer message. Does not implicitly {@link holdfast.PathOffer.verify|verify} messages.
         * @param message PathOffer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PathOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PathOffer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PathOffer & holdfast.PathOffer.$Shape} PathOffer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PathOffer & holdfast.PathOffer.$Shape;
    }

    namespace PathOffer {

        /** Properties of a PathOffer. */
        interface $Properties {

            /** PathOffer path */
            path?: holdfast.Path.$Properties;

            /** PathOffer cause */
            cause?: holdfast.PathCause;

            /** PathOffer participants */
            participants?: holdfast.Participant.$Properties[];

            /** PathOffer consumers */
            consumers?: holdfast.Consumer.$Properties[];

            /** PathOffer settled */
            settled?: boolean;

            /** PathOffer role */
            role?: holdfast.PathRole;

            /** PathOffer keepPrevious */
            keepPrevious?: boolean;

            /** PathOffer iceServers */
            iceServers?: holdfast.IceServer.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PathOffer. */
        type $Shape = {
          path?: holdfast.Path.$Shape;
          cause?: holdfast.PathCause;
          participants?: holdfast.Participant.$Shape[];
          consumers?: holdfast.Consumer.$Shape[];
          settled?: boolean;
          role?: holdfast.PathRole;
          keepPrevious?: boolean;
          iceServers?: holdfast.IceServer.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a PathSnapshot.
     * @deprecated Use holdfast.PathSnapshot.$Properties instead.
     */
    interface IPathSnapshot extends holdfast.PathSnapshot.$Properties {
    }

    /** Represents a PathSnapshot. */
    class PathSnapshot {

        /**
         * Constructs a new PathSnapshot.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PathSnapshot.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PathSnapshot seq. */
        seq: number;

        /** PathSnapshot participants. */
        participants: holdfast.Participant[];

        /** PathSnapshot consumers. */
        consumers: holdfast.Consumer[];

        /** PathSnapshot settled. */
        settled: boolean;

        /**
         * Creates a new PathSnapshot instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PathSnapshot instance
         */
        static create(properties: holdfast.PathSnapshot.$Shape): holdfast.PathSnapshot & holdfast.PathSnapshot.$Shape;
        static create(properties?: holdfast.PathSnapshot.$Properties): holdfast.PathSnapshot;

        /**
         * Encodes the specified PathSnapshot message. Does not implicitly {@link holdfast.PathSnapshot.verify|verify} messages.
         * @param message PathSnapshot message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PathSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PathSnapshot message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PathSnapshot & holdfast.PathSnapshot.$Shape} PathSnapshot
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PathSnapshot & holdfast.PathSnapshot.$Shape;
    }

    namespace PathSnapshot {

        /** Properties of a PathSnapshot. */
        interface $Properties {

            /** PathSnapshot seq */
            seq?: number;

            /** PathSnapshot participants */
            participants?: holdfast.Participant.$Properties[];

            /** PathSnapshot consumers */
            consumers?: holdfast.Consumer.$Properties[];

            /** PathSnapshot settled */
            settled?: boolean;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PathSnapshot. */
        type $Shape = {
          seq?: number;
          participants?: holdfast.Participant.$Shape[];
          consumers?: holdfast.Consumer.$Shape[];
          settled?: boolean;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an Error.
     * @deprecated Use holdfast.Error.$Properties instead.
     */
    interface IError extends holdfast.Error.$Properties {
    }

    /** Represents an Error. */
    class Error {

        /**
         * Constructs a new Error.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Error.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Error code. */
        code: string;

        /** Error message. */
        message: string;

        /** Error retryable. */
        retryable: boolean;

        /** Error retryAfterMs. */
        retryAfterMs: number;

        /**
         * Creates a new Error instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Error instance
         */
        static create(properties: holdfast.Error.$Shape): holdfast.Error & holdfast.Error.$Shape;
        static create(properties?: holdfast.Error.$Properties): holdfast.Error;

        /**
         * Encodes the specified Error message. Does not implicitly {@link holdfast.Error.verify|verify} messages.
         * @param message Error message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Error.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Error message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Error & holdfast.Error.$Shape} Error
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Error & holdfast.Error.$Shape;
    }

    namespace Error {

        /** Properties of an Error. */
        interface $Properties {

            /** Error code */
            code?: string;

            /** Error message */
            message?: string;

            /** Error retryable */
            retryable?: boolean;

            /** Error retryAfterMs */
            retryAfterMs?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Error. */
        type $Shape = holdfast.Error.$Properties;
    }

    /**
     * Properties of a ClientFrame.
     * @deprecated Use holdfast.ClientFrame.$Properties instead.
     */
    interface IClientFrame extends holdfast.ClientFrame.$Properties {
    }

    /** Represents a ClientFrame. */
    class ClientFrame {

        /**
         * Constructs a new ClientFrame.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ClientFrame.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ClientFrame request. */
        request: (holdfast.Request|null);

        /** ClientFrame cancel. */
        cancel: (holdfast.Cancel|null);

        /** ClientFrame kind. */
        kind?: ("request"|"cancel");

        /**
         * Creates a new ClientFrame instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ClientFrame instance
         */
        static create(properties: holdfast.ClientFrame.$Shape): holdfast.ClientFrame & holdfast.ClientFrame.$Shape;
        static create(properties?: holdfast.ClientFrame.$Properties): holdfast.ClientFrame;

        /**
         * Encodes the specified ClientFrame message. Does not implicitly {@link holdfast.ClientFrame.verify|verify} messages.
         * @param message ClientFrame message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ClientFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ClientFrame message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ClientFrame & holdfast.ClientFrame.$Shape} ClientFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ClientFrame & holdfast.ClientFrame.$Shape;
    }

    namespace ClientFrame {

        /** Properties of a ClientFrame. */
        interface $Properties {

            /** ClientFrame request */
            request?: (holdfast.Request.$Properties|null);

            /** ClientFrame cancel */
            cancel?: (holdfast.Cancel.$Properties|null);

            /** ClientFrame kind */
            kind?: ("request"|"cancel");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ClientFrame. */
        type $Shape = {
          request?: holdfast.Request.$Shape|null;
          cancel?: holdfast.Cancel.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ kind?: undefined; request?: null; cancel?: null }|{ kind?: "request"; request: holdfast.Request.$Shape; cancel?: null }|{ kind?: "cancel"; request?: null; cancel: holdfast.Cancel.$Shape })
        );
    }

    /**
     * Properties of a ServerFrame.
     * @deprecated Use holdfast.ServerFrame.$Properties instead.
     */
    interface IServerFrame extends holdfast.ServerFrame.$Properties {
    }

    /** Represents a ServerFrame. */
    class ServerFrame {

        /**
         * Constructs a new ServerFrame.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ServerFrame.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServerFrame reply. */
        reply: (holdfast.Reply|null);

        /** ServerFrame event. */
        event: (holdfast.Event|null);

        /** ServerFrame kind. */
        kind?: ("reply"|"event");

        /**
         * Creates a new ServerFrame instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServerFrame instance
         */
        static create(properties: holdfast.ServerFrame.$Shape): holdfast.ServerFrame & holdfast.ServerFrame.$Shape;
        static create(properties?: holdfast.ServerFrame.$Properties): holdfast.ServerFrame;

        /**
         * Encodes the specified ServerFrame message. Does not implicitly {@link holdfast.ServerFrame.verify|verify} messages.
         * @param message ServerFrame message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ServerFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServerFrame message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ServerFrame & holdfast.ServerFrame.$Shape} ServerFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ServerFrame & holdfast.ServerFrame.$Shape;
    }

    namespace ServerFrame {

        /** Properties of a ServerFrame. */
        interface $Properties {

            /** ServerFrame reply */
            reply?: (holdfast.Reply.$Properties|null);

            /** ServerFrame event */
            event?: (holdfast.Event.$Properties|null);

            /** ServerFrame kind */
            kind?: ("reply"|"event");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ServerFrame. */
        type $Shape = {
          reply?: holdfast.Reply.$Shape|null;
          event?: holdfast.Event.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ kind?: undefined; reply?: null; event?: null }|{ kind?: "reply"; reply: holdfast.Reply.$Shape; event?: null }|{ kind?: "event"; reply?: null; event: holdfast.Event.$Shape })
        );
    }

    /**
     * Properties of a Request.
     * @deprecated Use holdfast.Request.$Properties instead.
     */
    interface IRequest extends holdfast.Request.$Properties {
    }

    /** Represents a Request. */
    class Request {

        /**
         * Constructs a new Request.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Request.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Request id. */
        id: number;

        /** Request timeoutMs. */
        timeoutMs: number;

        /** Request join. */
        join: (holdfast.Join|null);

        /** Request assert. */
        assert: (holdfast.Assert|null);

        /** Request publish. */
        publish: (holdfast.Publish|null);

        /** Request unpublish. */
        unpublish: (holdfast.Unpublish|null);

        /** Request setMuted. */
        setMuted: (holdfast.SetMuted|null);

        /** Request subscribe. */
        subscribe: (holdfast.Subscribe|null);

        /** Request resumeConsumers. */
        resumeConsumers: (holdfast.ResumeConsumers|null);

        /** Request reportPath. */
        reportPath: (holdfast.ReportPath|null);

        /** Request sendData. */
        sendData: (holdfast.SendData|null);

        /** Request updateSelf. */
        updateSelf: (holdfast.UpdateSelf|null);

        /** Request moderate. */
        moderate: (holdfast.Moderate|null);

        /** Request ping. */
        ping: (holdfast.Ping|null);

        /** Request leave. */
        leave: (holdfast.Leave|null);

        /** Request restartIce. */
        restartIce: (holdfast.RestartIce|null);

        /** Request prepare. */
        prepare: (holdfast.Prepare|null);

        /** Request body. */
        body?: ("join"|"assert"|"publish"|"unpublish"|"setMuted"|"subscribe"|"resumeConsumers"|"reportPath"|"sendData"|"updateSelf"|"moderate"|"ping"|"leave"|"restartIce"|"prepare");

        /**
         * Creates a new Request instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Request instance
         */
        static create(properties: holdfast.Request.$Shape): holdfast.Request & holdfast.Request.$Shape;
        static create(properties?: holdfast.Request.$Properties): holdfast.Request;

        /**
         * Encodes the specified Request message. Does not implicitly {@link holdfast.Request.verify|verify} messages.
         * @param message Request message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Request message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Request & holdfast.Request.$Shape} Request
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Request & holdfast.Request.$Shape;
    }

    namespace Request {

        /** Properties of a Request. */
        interface $Properties {

            /** Request id */
            id?: number;

            /** Request timeoutMs */
            timeoutMs?: number;

            /** Request join */
            join?: (holdfast.Join.$Properties|null);

            /** Request assert */
            assert?: (holdfast.Assert.$Properties|null);

            /** Request publish */
            publish?: (holdfast.Publish.$Properties|null);

            /** Request unpublish */
            unpublish?: (holdfast.Unpublish.$Properties|null);

            /** Request setMuted */
            setMuted?: (holdfast.SetMuted.$Properties|null);

            /** Request subscribe */
            subscribe?: (holdfast.Subscribe.$Properties|null);

            /** Request resumeConsumers */
            resumeConsumers?: (holdfast.ResumeConsumers.$Properties|null);

            /** Request reportPath */
            reportPath?: (holdfast.ReportPath.$Properties|null);

            /** Request sendData */
            sendData?: (holdfast.SendData.$Properties|null);

            /** Request updateSelf */
            updateSelf?: (holdfast.UpdateSelf.$Properties|null);

            /** Request moderate */
            moderate?: (holdfast.Moderate.$Properties|null);

            /** Request ping */
            ping?: (holdfast.Ping.$Properties|null);

            /** Request leave */
            leave?: (holdfast.Leave.$Properties|null);

            /** Request restartIce */
            restartIce?: (holdfast.RestartIce.$Properties|null);

            /** Request prepare */
            prepare?: (holdfast.Prepare.$Properties|null);

            /** Request body */
            body?: ("join"|"assert"|"publish"|"unpublish"|"setMuted"|"subscribe"|"resumeConsumers"|"reportPath"|"sendData"|"updateSelf"|"moderate"|"ping"|"leave"|"restartIce"|"prepare");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Request. */
        type $Shape = {
          id?: number;
          timeoutMs?: number;
          join?: holdfast.Join.$Shape|null;
          assert?: holdfast.Assert.$Shape|null;
          publish?: holdfast.Publish.$Shape|null;
          unpublish?: holdfast.Unpublish.$Shape|null;
          setMuted?: holdfast.SetMuted.$Shape|null;
          subscribe?: holdfast.Subscribe.$Shape|null;
          resumeConsumers?: holdfast.ResumeConsumers.$Shape|null;
          reportPath?: holdfast.ReportPath.$Shape|null;
          sendData?: holdfast.SendData.$Shape|null;
          updateSelf?: holdfast.UpdateSelf.$Shape|null;
          moderate?: holdfast.Moderate.$Shape|null;
          ping?: holdfast.Ping.$Shape|null;
          leave?: holdfast.Leave.$Shape|null;
          restartIce?: holdfast.RestartIce.$Shape|null;
          prepare?: holdfast.Prepare.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "join"; join: holdfast.Join.$Shape; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "assert"; join?: null; assert: holdfast.Assert.$Shape; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "publish"; join?: null; assert?: null; publish: holdfast.Publish.$Shape; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "unpublish"; join?: null; assert?: null; publish?: null; unpublish: holdfast.Unpublish.$Shape; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "setMuted"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted: holdfast.SetMuted.$Shape; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "subscribe"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe: holdfast.Subscribe.$Shape; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "resumeConsumers"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers: holdfast.ResumeConsumers.$Shape; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "reportPath"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath: holdfast.ReportPath.$Shape; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "sendData"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData: holdfast.SendData.$Shape; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "updateSelf"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf: holdfast.UpdateSelf.$Shape; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "moderate"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate: holdfast.Moderate.$Shape; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "ping"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping: holdfast.Ping.$Shape; leave?: null; restartIce?: null; prepare?: null }|{ body?: "leave"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave: holdfast.Leave.$Shape; restartIce?: null; prepare?: null }|{ body?: "restartIce"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce: holdfast.RestartIce.$Shape; prepare?: null }|{ body?: "prepare"; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare: holdfast.Prepare.$Shape })
        );
    }

    /**
     * Properties of a Cancel.
     * @deprecated Use holdfast.Cancel.$Properties instead.
     */
    interface ICancel extends holdfast.Cancel.$Properties {
    }

    /** Represents a Cancel. */
    class Cancel {

        /**
         * Constructs a new Cancel.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Cancel.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Cancel id. */
        id: number;

        /**
         * Creates a new Cancel instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Cancel instance
         */
        static create(properties: holdfast.Cancel.$Shape): holdfast.Cancel & holdfast.Cancel.$Shape;
        static create(properties?: holdfast.Cancel.$Properties): holdfast.Cancel;

        /**
         * Encodes the specified Cancel message. Does not implicitly {@link holdfast.Cancel.verify|verify} messages.
         * @param message Cancel message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Cancel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Cancel message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Cancel & holdfast.Cancel.$Shape} Cancel
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Cancel & holdfast.Cancel.$Shape;
    }

    namespace Cancel {

        /** Properties of a Cancel. */
        interface $Properties {

            /** Cancel id */
            id?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Cancel. */
        type $Shape = holdfast.Cancel.$Properties;
    }

    /**
     * Properties of a Join.
     * @deprecated Use holdfast.Join.$Properties instead.
     */
    interface IJoin extends holdfast.Join.$Properties {
    }

    /** Represents a Join. */
    class Join {

        /**
         * Constructs a new Join.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Join.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Join token. */
        token: string;

        /** Join client. */
        client: string;

        /** Join mediaProfile. */
        mediaProfile: string;

        /** Join rtpCapabilities. */
        rtpCapabilities: Uint8Array;

        /** Join fingerprints. */
        fingerprints: holdfast.DtlsFingerprint[];

        /** Join autoSubscribe. */
        autoSubscribe: boolean;

        /** Join cause. */
        cause: holdfast.PathCause;

        /** Join redundancy. */
        redundancy: holdfast.Redundancy;

        /** Join resume. */
        resume: holdfast.Resume;

        /** Join traceparent. */
        traceparent: string;

        /**
         * Creates a new Join instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Join instance
         */
        static create(properties: holdfast.Join.$Shape): holdfast.Join & holdfast.Join.$Shape;
        static create(properties?: holdfast.Join.$Properties): holdfast.Join;

        /**
         * Encodes the specified Join message. Does not implicitly {@link holdfast.Join.verify|verify} messages.
         * @param message Join message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Join.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Join message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Join & holdfast.Join.$Shape} Join
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Join & holdfast.Join.$Shape;
    }

    namespace Join {

        /** Properties of a Join. */
        interface $Properties {

            /** Join token */
            token?: string;

            /** Join client */
            client?: string;

            /** Join mediaProfile */
            mediaProfile?: string;

            /** Join rtpCapabilities */
            rtpCapabilities?: Uint8Array;

            /** Join fingerprints */
            fingerprints?: holdfast.DtlsFingerprint.$Properties[];

            /** Join autoSubscribe */
            autoSubscribe?: boolean;

            /** Join cause */
            cause?: holdfast.PathCause;

            /** Join redundancy */
            redundancy?: holdfast.Redundancy;

            /** Join resume */
            resume?: holdfast.Resume.$Properties;

            /** Join traceparent */
            traceparent?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Join. */
        type $Shape = holdfast.Join.$Properties;
    }

    /**
     * Properties of a Resume.
     * @deprecated Use holdfast.Resume.$Properties instead.
     */
    interface IResume extends holdfast.Resume.$Properties {
    }

    /** Represents a Resume. */
    class Resume {

        /**
         * Constructs a new Resume.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Resume.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Resume sessionId. */
        sessionId: string;

        /** Resume paths. */
        paths: holdfast.PathPosition[];

        /** Resume seat. */
        seat: Uint8Array;

        /** Resume joinedAtMs. */
        joinedAtMs: number;

        /**
         * Creates a new Resume instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Resume instance
         */
        static create(properties: holdfast.Resume.$Shape): holdfast.Resume & holdfast.Resume.$Shape;
        static create(properties?: holdfast.Resume.$Properties): holdfast.Resume;

        /**
         * Encodes the specified Resume message. Does not implicitly {@link holdfast.Resume.verify|verify} messages.
         * @param message Resume message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Resume.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Resume message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Resume & holdfast.Resume.$Shape} Resume
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Resume & holdfast.Resume.$Shape;
    }

    namespace Resume {

        /** Properties of a Resume. */
        interface $Properties {

            /** Resume sessionId */
            sessionId?: string;

            /** Resume paths */
            paths?: holdfast.PathPosition.$Properties[];

            /** Resume seat */
            seat?: Uint8Array;

            /** Resume joinedAtMs */
            joinedAtMs?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Resume. */
        type $Shape = holdfast.Resume.$Properties;
    }

    /**
     * Properties of a PathPosition.
     * @deprecated Use holdfast.PathPosition.$Properties instead.
     */
    interface IPathPosition extends holdfast.PathPosition.$Properties {
    }

    /** Represents a PathPosition. */
    class PathPosition {

        /**
         * Constructs a new PathPosition.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PathPosition.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PathPosition pathId. */
        pathId: string;

        /** PathPosition nodeId. */
        nodeId: string;

        /** PathPosition epoch. */
        epoch: number;

        /** PathPosition lastSeq. */
        lastSeq: number;

        /** PathPosition role. */
        role: holdfast.PathRole;

        /**
         * Creates a new PathPosition instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PathPosition instance
         */
        static create(properties: holdfast.PathPosition.$Shape): holdfast.PathPosition & holdfast.PathPosition.$Shape;
        static create(properties?: holdfast.PathPosition.$Properties): holdfast.PathPosition;

        /**
         * Encodes the specified PathPosition message. Does not implicitly {@link holdfast.PathPosition.verify|verify} messages.
         * @param message PathPosition message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PathPosition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PathPosition message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PathPosition & holdfast.PathPosition.$Shape} PathPosition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PathPosition & holdfast.PathPosition.$Shape;
    }

    namespace PathPosition {

        /** Properties of a PathPosition. */
        interface $Properties {

            /** PathPosition pathId */
            pathId?: string;

            /** PathPosition nodeId */
            nodeId?: string;

            /** PathPosition epoch */
            epoch?: number;

            /** PathPosition lastSeq */
            lastSeq?: number;

            /** PathPosition role */
            role?: holdfast.PathRole;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PathPosition. */
        type $Shape = holdfast.PathPosition.$Properties;
    }

    /**
     * Properties of an Assert.
     * @deprecated Use holdfast.Assert.$Properties instead.
     */
    interface IAssert extends holdfast.Assert.$Properties {
    }

    /** Represents an Assert. */
    class Assert {

        /**
         * Constructs a new Assert.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Assert.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Assert pathId. */
        pathId: string;

        /** Assert tracks. */
        tracks: holdfast.TrackOffer[];

        /** Assert subscriptions. */
        subscriptions: holdfast.Subscription[];

        /**
         * Creates a new Assert instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Assert instance
         */
        static create(properties: holdfast.Assert.$Shape): holdfast.Assert & holdfast.Assert.$Shape;
        static create(properties?: holdfast.Assert.$Properties): holdfast.Assert;

        /**
         * Encodes the specified Assert message. Does not implicitly {@link holdfast.Assert.verify|verify} messages.
         * @param message Assert message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Assert.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Assert message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Assert & holdfast.Assert.$Shape} Assert
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Assert & holdfast.Assert.$Shape;
    }

    namespace Assert {

        /** Properties of an Assert. */
        interface $Properties {

            /** Assert pathId */
            pathId?: string;

            /** Assert tracks */
            tracks?: holdfast.TrackOffer.$Properties[];

            /** Assert subscriptions */
            subscriptions?: holdfast.Subscription.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Assert. */
        type $Shape = {
          pathId?: string;
          tracks?: holdfast.TrackOffer.$Shape[];
          subscriptions?: holdfast.Subscription.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a Prepare.
     * @deprecated Use holdfast.Prepare.$Properties instead.
     */
    interface IPrepare extends holdfast.Prepare.$Properties {
    }

    /** Represents a Prepare. */
    class Prepare {

        /**
         * Constructs a new Prepare.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Prepare.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Prepare tracks. */
        tracks: holdfast.TrackOffer[];

        /** Prepare subscriptions. */
        subscriptions: holdfast.Subscription[];

        /**
         * Creates a new Prepare instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Prepare instance
         */
        static create(properties: holdfast.Prepare.$Shape): holdfast.Prepare & holdfast.Prepare.$Shape;
        static create(properties?: holdfast.Prepare.$Properties): holdfast.Prepare;

        /**
         * Encodes the specified Prepare message. Does not implicitly {@link holdfast.Prepare.verify|verify} messages.
         * @param message Prepare message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Prepare.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Prepare message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Prepare & holdfast.Prepare.$Shape} Prepare
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Prepare & holdfast.Prepare.$Shape;
    }

    namespace Prepare {

        /** Properties of a Prepare. */
        interface $Properties {

            /** Prepare tracks */
            tracks?: holdfast.TrackOffer.$Properties[];

            /** Prepare subscriptions */
            subscriptions?: holdfast.Subscription.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Prepare. */
        type $Shape = {
          tracks?: holdfast.TrackOffer.$Shape[];
          subscriptions?: holdfast.Subscription.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a Publish.
     * @deprecated Use holdfast.Publish.$Properties instead.
     */
    interface IPublish extends holdfast.Publish.$Properties {
    }

    /** Represents a Publish. */
    class Publish {

        /**
         * Constructs a new Publish.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Publish.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Publish pathId. */
        pathId: string;

        /** Publish tracks. */
        tracks: holdfast.TrackOffer[];

        /**
         * Creates a new Publish instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Publish instance
         */
        static create(properties: holdfast.Publish.$Shape): holdfast.Publish & holdfast.Publish.$Shape;
        static create(properties?: holdfast.Publish.$Properties): holdfast.Publish;

        /**
         * Encodes the specified Publish message. Does not implicitly {@link holdfast.Publish.verify|verify} messages.
         * @param message Publish message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Publish.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Publish message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Publish & holdfast.Publish.$Shape} Publish
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Publish & holdfast.Publish.$Shape;
    }

    namespace Publish {

        /** Properties of a Publish. */
        interface $Properties {

            /** Publish pathId */
            pathId?: string;

            /** Publish tracks */
            tracks?: holdfast.TrackOffer.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Publish. */
        type $Shape = {
          pathId?: string;
          tracks?: holdfast.TrackOffer.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an Unpublish.
     * @deprecated Use holdfast.Unpublish.$Properties instead.
     */
    interface IUnpublish extends holdfast.Unpublish.$Properties {
    }

    /** Represents an Unpublish. */
    class Unpublish {

        /**
         * Constructs a new Unpublish.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Unpublish.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Unpublish trackIds. */
        trackIds: string[];

        /**
         * Creates a new Unpublish instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Unpublish instance
         */
        static create(properties: holdfast.Unpublish.$Shape): holdfast.Unpublish & holdfast.Unpublish.$Shape;
        static create(properties?: holdfast.Unpublish.$Properties): holdfast.Unpublish;

        /**
         * Encodes the specified Unpublish message. Does not implicitly {@link holdfast.Unpublish.verify|verify} messages.
         * @param message Unpublish message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Unpublish.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Unpublish message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Unpublish & holdfast.Unpublish.$Shape} Unpublish
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Unpublish & holdfast.Unpublish.$Shape;
    }

    namespace Unpublish {

        /** Properties of an Unpublish. */
        interface $Properties {

            /** Unpublish trackIds */
            trackIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Unpublish. */
        type $Shape = holdfast.Unpublish.$Properties;
    }

    /**
     * Properties of a SetMuted.
     * @deprecated Use holdfast.SetMuted.$Properties instead.
     */
    interface ISetMuted extends holdfast.SetMuted.$Properties {
    }

    /** Represents a SetMuted. */
    class SetMuted {

        /**
         * Constructs a new SetMuted.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SetMuted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetMuted trackId. */
        trackId: string;

        /** SetMuted muted. */
        muted: boolean;

        /** SetMuted revision. */
        revision: number;

        /**
         * Creates a new SetMuted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetMuted instance
         */
        static create(properties: holdfast.SetMuted.$Shape): holdfast.SetMuted & holdfast.SetMuted.$Shape;
        static create(properties?: holdfast.SetMuted.$Properties): holdfast.SetMuted;

        /**
         * Encodes the specified SetMuted message. Does not implicitly {@link holdfast.SetMuted.verify|verify} messages.
         * @param message SetMuted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SetMuted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetMuted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SetMuted & holdfast.SetMuted.$Shape} SetMuted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SetMuted & holdfast.SetMuted.$Shape;
    }

    namespace SetMuted {

        /** Properties of a SetMuted. */
        interface $Properties {

            /** SetMuted trackId */
            trackId?: string;

            /** SetMuted muted */
            muted?: boolean;

            /** SetMuted revision */
            revision?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetMuted. */
        type $Shape = holdfast.SetMuted.$Properties;
    }

    /**
     * Properties of a Subscribe.
     * @deprecated Use holdfast.Subscribe.$Properties instead.
     */
    interface ISubscribe extends holdfast.Subscribe.$Properties {
    }

    /** Represents a Subscribe. */
    class Subscribe {

        /**
         * Constructs a new Subscribe.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Subscribe.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Subscribe subscriptions. */
        subscriptions: holdfast.Subscription[];

        /**
         * Creates a new Subscribe instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Subscribe instance
         */
        static create(properties: holdfast.Subscribe.$Shape): holdfast.Subscribe & holdfast.Subscribe.$Shape;
        static create(properties?: holdfast.Subscribe.$Properties): holdfast.Subscribe;

        /**
         * Encodes the specified Subscribe message. Does not implicitly {@link holdfast.Subscribe.verify|verify} messages.
         * @param message Subscribe message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Subscribe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Subscribe message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Subscribe & holdfast.Subscribe.$Shape} Subscribe
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Subscribe & holdfast.Subscribe.$Shape;
    }

    namespace Subscribe {

        /** Properties of a Subscribe. */
        interface $Properties {

            /** Subscribe subscriptions */
            subscriptions?: holdfast.Subscription.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Subscribe. */
        type $Shape = holdfast.Subscribe.$Properties;
    }

    /**
     * Properties of a ResumeConsumers.
     * @deprecated Use holdfast.ResumeConsumers.$Properties instead.
     */
    interface IResumeConsumers extends holdfast.ResumeConsumers.$Properties {
    }

    /** Represents a ResumeConsumers. */
    class ResumeConsumers {

        /**
         * Constructs a new ResumeConsumers.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ResumeConsumers.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResumeConsumers pathId. */
        pathId: string;

        /** ResumeConsumers consumerIds. */
        consumerIds: string[];

        /**
         * Creates a new ResumeConsumers instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResumeConsumers instance
         */
        static create(properties: holdfast.ResumeConsumers.$Shape): holdfast.ResumeConsumers & holdfast.ResumeConsumers.$Shape;
        static create(properties?: holdfast.ResumeConsumers.$Properties): holdfast.ResumeConsumers;

        /**
         * Encodes the specified ResumeConsumers message. Does not implicitly {@link holdfast.ResumeConsumers.verify|verify} messages.
         * @param message ResumeConsumers message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ResumeConsumers.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResumeConsumers message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ResumeConsumers & holdfast.ResumeConsumers.$Shape} ResumeConsumers
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ResumeConsumers & holdfast.ResumeConsumers.$Shape;
    }

    namespace ResumeConsumers {

        /** Properties of a ResumeConsumers. */
        interface $Properties {

            /** ResumeConsumers pathId */
            pathId?: string;

            /** ResumeConsumers consumerIds */
            consumerIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResumeConsumers. */
        type $Shape = holdfast.ResumeConsumers.$Properties;
    }

    /**
     * Properties of a ReportPath.
     * @deprecated Use holdfast.ReportPath.$Properties instead.
     */
    interface IReportPath extends holdfast.ReportPath.$Properties {
    }

    /** Represents a ReportPath. */
    class ReportPath {

        /**
         * Constructs a new ReportPath.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ReportPath.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReportPath pathId. */
        pathId: string;

        /** ReportPath state. */
        state: holdfast.ReportPath.State;

        /** ReportPath gapMs. */
        gapMs: number;

        /** ReportPath cause. */
        cause: holdfast.PathCause;

        /** ReportPath media. */
        media: holdfast.PathMedia;

        /**
         * Creates a new ReportPath instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReportPath instance
         */
        static create(properties: holdfast.ReportPath.$Shape): holdfast.ReportPath & holdfast.ReportPath.$Shape;
        static create(properties?: holdfast.ReportPath.$Properties): holdfast.ReportPath;

        /**
         * Encodes the specified ReportPath message. Does not implicitly {@link holdfast.ReportPath.verify|verify} messages.
         * @param message ReportPath message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ReportPath.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReportPath message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ReportPath & holdfast.ReportPath.$Shape} ReportPath
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ReportPath & holdfast.ReportPath.$Shape;
    }

    namespace ReportPath {

        /** Properties of a ReportPath. */
        interface $Properties {

            /** ReportPath pathId */
            pathId?: string;

            /** ReportPath state */
            state?: holdfast.ReportPath.State;

            /** ReportPath gapMs */
            gapMs?: number;

            /** ReportPath cause */
            cause?: holdfast.PathCause;

            /** ReportPath media */
            media?: holdfast.PathMedia.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReportPath. */
        type $Shape = holdfast.ReportPath.$Properties;

        /** State enum. */
        enum State {

            /** STATE_UNSPECIFIED value */
            STATE_UNSPECIFIED = 0,

            /** CONNECTED value */
            CONNECTED = 1,

            /** FAILED value */
            FAILED = 2,

            /** RECOVERED value */
            RECOVERED = 3,

            /** PROMOTED value */
            PROMOTED = 4,

            /** MEDIA value */
            MEDIA = 8
        }
    }

    /**
     * Properties of a PathMedia.
     * @deprecated Use holdfast.PathMedia.$Properties instead.
     */
    interface IPathMedia extends holdfast.PathMedia.$Properties {
    }

    /** Represents a PathMedia. */
    class PathMedia {

        /**
         * Constructs a new PathMedia.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PathMedia.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PathMedia silentMs. */
        silentMs: number;

        /** PathMedia dueMs. */
        dueMs: number;

        /** PathMedia origins. */
        origins: holdfast.OriginMedia[];

        /**
         * Creates a new PathMedia instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PathMedia instance
         */
        static create(properties: holdfast.PathMedia.$Shape): holdfast.PathMedia & holdfast.PathMedia.$Shape;
        static create(properties?: holdfast.PathMedia.$Properties): holdfast.PathMedia;

        /**
         * Encodes the specified PathMedia message. Does not implicitly {@link holdfast.PathMedia.verify|verify} messages.
         * @param message PathMedia message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PathMedia.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PathMedia message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PathMedia & holdfast.PathMedia.$Shape} PathMedia
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PathMedia & holdfast.PathMedia.$Shape;
    }

    namespace PathMedia {

        /** Properties of a PathMedia. */
        interface $Properties {

            /** PathMedia silentMs */
            silentMs?: number;

            /** PathMedia dueMs */
            dueMs?: number;

            /** PathMedia origins */
            origins?: holdfast.OriginMedia.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PathMedia. */
        type $Shape = holdfast.PathMedia.$Properties;
    }

    /**
     * Properties of an OriginMedia.
     * @deprecated Use holdfast.OriginMedia.$Properties instead.
     */
    interface IOriginMedia extends holdfast.OriginMedia.$Properties {
    }

    /** Represents an OriginMedia. */
    class OriginMedia {

        /**
         * Constructs a new OriginMedia.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.OriginMedia.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OriginMedia participantId. */
        participantId: string;

        /** OriginMedia trackId. */
        trackId: string;

        /** OriginMedia silentMs. */
        silentMs: number;

        /** OriginMedia dueMs. */
        dueMs: number;

        /**
         * Creates a new OriginMedia instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OriginMedia instance
         */
        static create(properties: holdfast.OriginMedia.$Shape): holdfast.OriginMedia & holdfast.OriginMedia.$Shape;
        static create(properties?: holdfast.OriginMedia.$Properties): holdfast.OriginMedia;

        /**
         * Encodes the specified OriginMedia message. Does not implicitly {@link holdfast.OriginMedia.verify|verify} messages.
         * @param message OriginMedia message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.OriginMedia.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OriginMedia message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.OriginMedia & holdfast.OriginMedia.$Shape} OriginMedia
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.OriginMedia & holdfast.OriginMedia.$Shape;
    }

    namespace OriginMedia {

        /** Properties of an OriginMedia. */
        interface $Properties {

            /** OriginMedia participantId */
            participantId?: string;

            /** OriginMedia trackId */
            trackId?: string;

            /** OriginMedia silentMs */
            silentMs?: number;

            /** OriginMedia dueMs */
            dueMs?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OriginMedia. */
        type $Shape = holdfast.OriginMedia.$Properties;
    }

    /**
     * Properties of a RestartIce.
     * @deprecated Use holdfast.RestartIce.$Properties instead.
     */
    interface IRestartIce extends holdfast.RestartIce.$Properties {
    }

    /** Represents a RestartIce. */
    class RestartIce {

        /**
         * Constructs a new RestartIce.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RestartIce.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestartIce pathId. */
        pathId: string;

        /**
         * Creates a new RestartIce instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestartIce instance
         */
        static create(properties: holdfast.RestartIce.$Shape): holdfast.RestartIce & holdfast.RestartIce.$Shape;
        static create(properties?: holdfast.RestartIce.$Properties): holdfast.RestartIce;

        /**
         * Encodes the specified RestartIce message. Does not implicitly {@link holdfast.RestartIce.verify|verify} messages.
         * @param message RestartIce message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RestartIce.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestartIce message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RestartIce & holdfast.RestartIce.$Shape} RestartIce
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RestartIce & holdfast.RestartIce.$Shape;
    }

    namespace RestartIce {

        /** Properties of a RestartIce. */
        interface $Properties {

            /** RestartIce pathId */
            pathId?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestartIce. */
        type $Shape = holdfast.RestartIce.$Properties;
    }

    /**
     * Properties of a SendData.
     * @deprecated Use holdfast.SendData.$Properties instead.
     */
    interface ISendData extends holdfast.SendData.$Properties {
    }

    /** Represents a SendData. */
    class SendData {

        /**
         * Constructs a new SendData.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SendData.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SendData payload. */
        payload: Uint8Array;

        /** SendData topic. */
        topic: string;

        /** SendData to. */
        to: string[];

        /**
         * Creates a new SendData instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SendData instance
         */
        static create(properties: holdfast.SendData.$Shape): holdfast.SendData & holdfast.SendData.$Shape;
        static create(properties?: holdfast.SendData.$Properties): holdfast.SendData;

        /**
         * Encodes the specified SendData message. Does not implicitly {@link holdfast.SendData.verify|verify} messages.
         * @param message SendData message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SendData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SendData message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SendData & holdfast.SendData.$Shape} SendData
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SendData & holdfast.SendData.$Shape;
    }

    namespace SendData {

        /** Properties of a SendData. */
        interface $Properties {

            /** SendData payload */
            payload?: Uint8Array;

            /** SendData topic */
            topic?: string;

            /** SendData to */
            to?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SendData. */
        type $Shape = holdfast.SendData.$Properties;
    }

    /**
     * Properties of an UpdateSelf.
     * @deprecated Use holdfast.UpdateSelf.$Properties instead.
     */
    interface IUpdateSelf extends holdfast.UpdateSelf.$Properties {
    }

    /** Represents an UpdateSelf. */
    class UpdateSelf {

        /**
         * Constructs a new UpdateSelf.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.UpdateSelf.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UpdateSelf name. */
        name: string;

        /** UpdateSelf metadata. */
        metadata: string;

        /**
         * Creates a new UpdateSelf instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UpdateSelf instance
         */
        static create(properties: holdfast.UpdateSelf.$Shape): holdfast.UpdateSelf & holdfast.UpdateSelf.$Shape;
        static create(properties?: holdfast.UpdateSelf.$Properties): holdfast.UpdateSelf;

        /**
         * Encodes the specified UpdateSelf message. Does not implicitly {@link holdfast.UpdateSelf.verify|verify} messages.
         * @param message UpdateSelf message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.UpdateSelf.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UpdateSelf message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.UpdateSelf & holdfast.UpdateSelf.$Shape} UpdateSelf
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.UpdateSelf & holdfast.UpdateSelf.$Shape;
    }

    namespace UpdateSelf {

        /** Properties of an UpdateSelf. */
        interface $Properties {

            /** UpdateSelf name */
            name?: string;

            /** UpdateSelf metadata */
            metadata?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UpdateSelf. */
        type $Shape = holdfast.UpdateSelf.$Properties;
    }

    /**
     * Properties of a Moderate.
     * @deprecated Use holdfast.Moderate.$Properties instead.
     */
    interface IModerate extends holdfast.Moderate.$Properties {
    }

    /** Represents a Moderate. */
    class Moderate {

        /**
         * Constructs a new Moderate.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Moderate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Moderate participantId. */
        participantId: string;

        /** Moderate muteTrackId. */
        muteTrackId: (string|null);

        /** Moderate remove. */
        remove: (boolean|null);

        /** Moderate action. */
        action?: ("muteTrackId"|"remove");

        /**
         * Creates a new Moderate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Moderate instance
         */
        static create(properties: holdfast.Moderate.$Shape): holdfast.Moderate & holdfast.Moderate.$Shape;
        static create(properties?: holdfast.Moderate.$Properties): holdfast.Moderate;

        /**
         * Encodes the specified Moderate message. Does not implicitly {@link holdfast.Moderate.verify|verify} messages.
         * @param message Moderate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Moderate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Moderate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Moderate & holdfast.Moderate.$Shape} Moderate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Moderate & holdfast.Moderate.$Shape;
    }

    namespace Moderate {

        /** Properties of a Moderate. */
        interface $Properties {

            /** Moderate participantId */
            participantId?: string;

            /** Moderate muteTrackId */
            muteTrackId?: (string|null);

            /** Moderate remove */
            remove?: (boolean|null);

            /** Moderate action */
            action?: ("muteTrackId"|"remove");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Moderate. */
        type $Shape = {
          participantId?: string;
          muteTrackId?: string|null;
          remove?: boolean|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ action?: undefined; muteTrackId?: null; remove?: null }|{ action?: "muteTrackId"; muteTrackId: string; remove?: null }|{ action?: "remove"; muteTrackId?: null; remove: boolean })
        );
    }

    /**
     * Properties of a Ping.
     * @deprecated Use holdfast.Ping.$Properties instead.
     */
    interface IPing extends holdfast.Ping.$Properties {
    }

    /** Represents a Ping. */
    class Ping {

        /**
         * Constructs a new Ping.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Ping.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Ping sentAtMs. */
        sentAtMs: number;

        /**
         * Creates a new Ping instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Ping instance
         */
        static create(properties: holdfast.Ping.$Shape): holdfast.Ping & holdfast.Ping.$Shape;
        static create(properties?: holdfast.Ping.$Properties): holdfast.Ping;

        /**
         * Encodes the specified Ping message. Does not implicitly {@link holdfast.Ping.verify|verify} messages.
         * @param message Ping message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Ping message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Ping & holdfast.Ping.$Shape} Ping
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Ping & holdfast.Ping.$Shape;
    }

    namespace Ping {

        /** Properties of a Ping. */
        interface $Properties {

            /** Ping sentAtMs */
            sentAtMs?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Ping. */
        type $Shape = holdfast.Ping.$Properties;
    }

    /**
     * Properties of a Leave.
     * @deprecated Use holdfast.Leave.$Properties instead.
     */
    interface ILeave extends holdfast.Leave.$Properties {
    }

    /** Represents a Leave. */
    class Leave {

        /**
         * Constructs a new Leave.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Leave.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Leave instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Leave instance
         */
        static create(properties: holdfast.Leave.$Shape): holdfast.Leave & holdfast.Leave.$Shape;
        static create(properties?: holdfast.Leave.$Properties): holdfast.Leave;

        /**
         * Encodes the specified Leave message. Does not implicitly {@link holdfast.Leave.verify|verify} messages.
         * @param message Leave message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Leave.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Leave message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Leave & holdfast.Leave.$Shape} Leave
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Leave & holdfast.Leave.$Shape;
    }

    namespace Leave {

        /** Properties of a Leave. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Leave. */
        type $Shape = holdfast.Leave.$Properties;
    }

    /**
     * Properties of a Reply.
     * @deprecated Use holdfast.Reply.$Properties instead.
     */
    interface IReply extends holdfast.Reply.$Properties {
    }

    /** Represents a Reply. */
    class Reply {

        /**
         * Constructs a new Reply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Reply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Reply id. */
        id: number;

        /** Reply error. */
        error: (holdfast.Error|null);

        /** Reply join. */
        join: (holdfast.JoinReply|null);

        /** Reply assert. */
        assert: (holdfast.AssertReply|null);

        /** Reply publish. */
        publish: (holdfast.PublishReply|null);

        /** Reply unpublish. */
        unpublish: (holdfast.UnpublishReply|null);

        /** Reply setMuted. */
        setMuted: (holdfast.SetMutedReply|null);

        /** Reply subscribe. */
        subscribe: (holdfast.SubscribeReply|null);

        /** Reply resumeConsumers. */
        resumeConsumers: (holdfast.ResumeConsumersReply|null);

        /** Reply reportPath. */
        reportPath: (holdfast.ReportPathReply|null);

        /** Reply sendData. */
        sendData: (holdfast.SendDataReply|null);

        /** Reply updateSelf. */
        updateSelf: (holdfast.UpdateSelfReply|null);

        /** Reply moderate. */
        moderate: (holdfast.ModerateReply|null);

        /** Reply ping. */
        ping: (holdfast.PingReply|null);

        /** Reply leave. */
        leave: (holdfast.LeaveReply|null);

        /** Reply restartIce. */
        restartIce: (holdfast.RestartIceReply|null);

        /** Reply prepare. */
        prepare: (holdfast.PrepareReply|null);

        /** Reply body. */
        body?: ("error"|"join"|"assert"|"publish"|"unpublish"|"setMuted"|"subscribe"|"resumeConsumers"|"reportPath"|"sendData"|"updateSelf"|"moderate"|"ping"|"leave"|"restartIce"|"prepare");

        /**
         * Creates a new Reply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Reply instance
         */
        static create(properties: holdfast.Reply.$Shape): holdfast.Reply & holdfast.Reply.$Shape;
        static create(properties?: holdfast.Reply.$Properties): holdfast.Reply;

        /**
         * Encodes the specified Reply message. Does not implicitly {@link holdfast.Reply.verify|verify} messages.
         * @param message Reply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Reply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Reply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Reply & holdfast.Reply.$Shape} Reply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Reply & holdfast.Reply.$Shape;
    }

    namespace Reply {

        /** Properties of a Reply. */
        interface $Properties {

            /** Reply id */
            id?: number;

            /** Reply error */
            error?: (holdfast.Error.$Properties|null);

            /** Reply join */
            join?: (holdfast.JoinReply.$Properties|null);

            /** Reply assert */
            assert?: (holdfast.AssertReply.$Properties|null);

            /** Reply publish */
            publish?: (holdfast.PublishReply.$Properties|null);

            /** Reply unpublish */
            unpublish?: (holdfast.UnpublishReply.$Properties|null);

            /** Reply setMuted */
            setMuted?: (holdfast.SetMutedReply.$Properties|null);

            /** Reply subscribe */
            subscribe?: (holdfast.SubscribeReply.$Properties|null);

            /** Reply resumeConsumers */
            resumeConsumers?: (holdfast.ResumeConsumersReply.$Properties|null);

            /** Reply reportPath */
            reportPath?: (holdfast.ReportPathReply.$Properties|null);

            /** Reply sendData */
            sendData?: (holdfast.SendDataReply.$Properties|null);

            /** Reply updateSelf */
            updateSelf?: (holdfast.UpdateSelfReply.$Properties|null);

            /** Reply moderate */
            moderate?: (holdfast.ModerateReply.$Properties|null);

            /** Reply ping */
            ping?: (holdfast.PingReply.$Properties|null);

            /** Reply leave */
            leave?: (holdfast.LeaveReply.$Properties|null);

            /** Reply restartIce */
            restartIce?: (holdfast.RestartIceReply.$Properties|null);

            /** Reply prepare */
            prepare?: (holdfast.PrepareReply.$Properties|null);

            /** Reply body */
            body?: ("error"|"join"|"assert"|"publish"|"unpublish"|"setMuted"|"subscribe"|"resumeConsumers"|"reportPath"|"sendData"|"updateSelf"|"moderate"|"ping"|"leave"|"restartIce"|"prepare");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Reply. */
        type $Shape = {
          id?: number;
          error?: holdfast.Error.$Shape|null;
          join?: holdfast.JoinReply.$Shape|null;
          assert?: holdfast.AssertReply.$Shape|null;
          publish?: holdfast.PublishReply.$Shape|null;
          unpublish?: holdfast.UnpublishReply.$Shape|null;
          setMuted?: holdfast.SetMutedReply.$Shape|null;
          subscribe?: holdfast.SubscribeReply.$Shape|null;
          resumeConsumers?: holdfast.ResumeConsumersReply.$Shape|null;
          reportPath?: holdfast.ReportPathReply.$Shape|null;
          sendData?: holdfast.SendDataReply.$Shape|null;
          updateSelf?: holdfast.UpdateSelfReply.$Shape|null;
          moderate?: holdfast.ModerateReply.$Shape|null;
          ping?: holdfast.PingReply.$Shape|null;
          leave?: holdfast.LeaveReply.$Shape|null;
          restartIce?: holdfast.RestartIceReply.$Shape|null;
          prepare?: holdfast.PrepareReply.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "error"; error: holdfast.Error.$Shape; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "join"; error?: null; join: holdfast.JoinReply.$Shape; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "assert"; error?: null; join?: null; assert: holdfast.AssertReply.$Shape; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "publish"; error?: null; join?: null; assert?: null; publish: holdfast.PublishReply.$Shape; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "unpublish"; error?: null; join?: null; assert?: null; publish?: null; unpublish: holdfast.UnpublishReply.$Shape; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "setMuted"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted: holdfast.SetMutedReply.$Shape; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "subscribe"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe: holdfast.SubscribeReply.$Shape; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "resumeConsumers"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers: holdfast.ResumeConsumersReply.$Shape; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "reportPath"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath: holdfast.ReportPathReply.$Shape; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "sendData"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData: holdfast.SendDataReply.$Shape; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "updateSelf"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf: holdfast.UpdateSelfReply.$Shape; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "moderate"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate: holdfast.ModerateReply.$Shape; ping?: null; leave?: null; restartIce?: null; prepare?: null }|{ body?: "ping"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping: holdfast.PingReply.$Shape; leave?: null; restartIce?: null; prepare?: null }|{ body?: "leave"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave: holdfast.LeaveReply.$Shape; restartIce?: null; prepare?: null }|{ body?: "restartIce"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce: holdfast.RestartIceReply.$Shape; prepare?: null }|{ body?: "prepare"; error?: null; join?: null; assert?: null; publish?: null; unpublish?: null; setMuted?: null; subscribe?: null; resumeConsumers?: null; reportPath?: null; sendData?: null; updateSelf?: null; moderate?: null; ping?: null; leave?: null; restartIce?: null; prepare: holdfast.PrepareReply.$Shape })
        );
    }

    /**
     * Properties of a JoinReply.
     * @deprecated Use holdfast.JoinReply.$Properties instead.
     */
    interface IJoinReply extends holdfast.JoinReply.$Properties {
    }

    /** Represents a JoinReply. */
    class JoinReply {

        /**
         * Constructs a new JoinReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.JoinReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** JoinReply sessionId. */
        sessionId: string;

        /** JoinReply room. */
        room: string;

        /** JoinReply self. */
        self: holdfast.Participant;

        /** JoinReply offer. */
        offer: holdfast.PathOffer;

        /** JoinReply pingIntervalMs. */
        pingIntervalMs: number;

        /** JoinReply routerRtpCapabilities. */
        routerRtpCapabilities: holdfast.RtpCapabilities;

        /** JoinReply mediaProfile. */
        mediaProfile: string;

        /** JoinReply resumed. */
        resumed: boolean;

        /** JoinReply paths. */
        paths: holdfast.ResumedPath[];

        /** JoinReply redundancy. */
        redundancy: holdfast.Redundancy;

        /** JoinReply seat. */
        seat: Uint8Array;

        /**
         * Creates a new JoinReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns JoinReply instance
         */
        static create(properties: holdfast.JoinReply.$Shape): holdfast.JoinReply & holdfast.JoinReply.$Shape;
        static create(properties?: holdfast.JoinReply.$Properties): holdfast.JoinReply;

        /**
         * Encodes the specified JoinReply message. Does not implicitly {@link holdfast.JoinReply.verify|verify} messages.
         * @param message JoinReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.JoinReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a JoinReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.JoinReply & holdfast.JoinReply.$Shape} JoinReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.JoinReply & holdfast.JoinReply.$Shape;
    }

    namespace JoinReply {

        /** Properties of a JoinReply. */
        interface $Properties {

            /** JoinReply sessionId */
            sessionId?: string;

            /** JoinReply room */
            room?: string;

            /** JoinReply self */
            self?: holdfast.Participant.$Properties;

            /** JoinReply offer */
            offer?: holdfast.PathOffer.$Properties;

            /** JoinReply pingIntervalMs */
            pingIntervalMs?: number;

            /** JoinReply routerRtpCapabilities */
            routerRtpCapabilities?: holdfast.RtpCapabilities.$Properties;

            /** JoinReply mediaProfile */
            mediaProfile?: string;

            /** JoinReply resumed */
            resumed?: boolean;

            /** JoinReply paths */
            paths?: holdfast.ResumedPath.$Properties[];

            /** JoinReply redundancy */
            redundancy?: holdfast.Redundancy;

            /** JoinReply seat */
            seat?: Uint8Array;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a JoinReply. */
        type $Shape = {
          sessionId?: string;
          room?: string;
          self?: holdfast.Participant.$Shape;
          offer?: holdfast.PathOffer.$Shape;
          pingIntervalMs?: number;
          routerRtpCapabilities?: holdfast.RtpCapabilities.$Shape;
          mediaProfile?: string;
          resumed?: boolean;
          paths?: holdfast.ResumedPath.$Shape[];
          redundancy?: holdfast.Redundancy;
          seat?: Uint8Array;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ResumedPath.
     * @deprecated Use holdfast.ResumedPath.$Properties instead.
     */
    interface IResumedPath extends holdfast.ResumedPath.$Properties {
    }

    /** Represents a ResumedPath. */
    class ResumedPath {

        /**
         * Constructs a new ResumedPath.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ResumedPath.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResumedPath pathId. */
        pathId: string;

        /** ResumedPath role. */
        role: holdfast.PathRole;

        /** ResumedPath snapshot. */
        snapshot: holdfast.PathSnapshot;

        /** ResumedPath epoch. */
        epoch: number;

        /**
         * Creates a new ResumedPath instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResumedPath instance
         */
        static create(properties: holdfast.ResumedPath.$Shape): holdfast.ResumedPath & holdfast.ResumedPath.$Shape;
        static create(properties?: holdfast.ResumedPath.$Properties): holdfast.ResumedPath;

        /**
         * Encodes the specified ResumedPath message. Does not implicitly {@link holdfast.ResumedPath.verify|verify} messages.
         * @param message ResumedPath message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ResumedPath.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResumedPath message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ResumedPath & holdfast.ResumedPath.$Shape} ResumedPath
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ResumedPath & holdfast.ResumedPath.$Shape;
    }

    namespace ResumedPath {

        /** Properties of a ResumedPath. */
        interface $Properties {

            /** ResumedPath pathId */
            pathId?: string;

            /** ResumedPath role */
            role?: holdfast.PathRole;

            /** ResumedPath snapshot */
            snapshot?: holdfast.PathSnapshot.$Properties;

            /** ResumedPath epoch */
            epoch?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResumedPath. */
        type $Shape = {
          pathId?: string;
          role?: holdfast.PathRole;
          snapshot?: holdfast.PathSnapshot.$Shape;
          epoch?: number;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an AssertReply.
     * @deprecated Use holdfast.AssertReply.$Properties instead.
     */
    interface IAssertReply extends holdfast.AssertReply.$Properties {
    }

    /** Represents an AssertReply. */
    class AssertReply {

        /**
         * Constructs a new AssertReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.AssertReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new AssertReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AssertReply instance
         */
        static create(properties: holdfast.AssertReply.$Shape): holdfast.AssertReply & holdfast.AssertReply.$Shape;
        static create(properties?: holdfast.AssertReply.$Properties): holdfast.AssertReply;

        /**
         * Encodes the specified AssertReply message. Does not implicitly {@link holdfast.AssertReply.verify|verify} messages.
         * @param message AssertReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.AssertReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AssertReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.AssertReply & holdfast.AssertReply.$Shape} AssertReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.AssertReply & holdfast.AssertReply.$Shape;
    }

    namespace AssertReply {

        /** Properties of an AssertReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AssertReply. */
        type $Shape = holdfast.AssertReply.$Properties;
    }

    /**
     * Properties of a PrepareReply.
     * @deprecated Use holdfast.PrepareReply.$Properties instead.
     */
    interface IPrepareReply extends holdfast.PrepareReply.$Properties {
    }

    /** Represents a PrepareReply. */
    class PrepareReply {

        /**
         * Constructs a new PrepareReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PrepareReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new PrepareReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PrepareReply instance
         */
        static create(properties: holdfast.PrepareReply.$Shape): holdfast.PrepareReply & holdfast.PrepareReply.$Shape;
        static create(properties?: holdfast.PrepareReply.$Properties): holdfast.PrepareReply;

        /**
         * Encodes the specified PrepareReply message. Does not implicitly {@link holdfast.PrepareReply.verify|verify} messages.
         * @param message PrepareReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PrepareReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PrepareReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PrepareReply & holdfast.PrepareReply.$Shape} PrepareReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PrepareReply & holdfast.PrepareReply.$Shape;
    }

    namespace PrepareReply {

        /** Properties of a PrepareReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PrepareReply. */
        type $Shape = holdfast.PrepareReply.$Properties;
    }

    /**
     * Properties of a PublishReply.
     * @deprecated Use holdfast.PublishReply.$Properties instead.
     */
    interface IPublishReply extends holdfast.PublishReply.$Properties {
    }

    /** Represents a PublishReply. */
    class PublishReply {

        /**
         * Constructs a new PublishReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PublishReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new PublishReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PublishReply instance
         */
        static create(properties: holdfast.PublishReply.$Shape): holdfast.PublishReply & holdfast.PublishReply.$Shape;
        static create(properties?: holdfast.PublishReply.$Properties): holdfast.PublishReply;

        /**
         * Encodes the specified PublishReply message. Does not implicitly {@link holdfast.PublishReply.verify|verify} messages.
         * @param message PublishReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PublishReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PublishReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PublishReply & holdfast.PublishReply.$Shape} PublishReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PublishReply & holdfast.PublishReply.$Shape;
    }

    namespace PublishReply {

        /** Properties of a PublishReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PublishReply. */
        type $Shape = holdfast.PublishReply.$Properties;
    }

    /**
     * Properties of an UnpublishReply.
     * @deprecated Use holdfast.UnpublishReply.$Properties instead.
     */
    interface IUnpublishReply extends holdfast.UnpublishReply.$Properties {
    }

    /** Represents an UnpublishReply. */
    class UnpublishReply {

        /**
         * Constructs a new UnpublishReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.UnpublishReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new UnpublishReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UnpublishReply instance
         */
        static create(properties: holdfast.UnpublishReply.$Shape): holdfast.UnpublishReply & holdfast.UnpublishReply.$Shape;
        static create(properties?: holdfast.UnpublishReply.$Properties): holdfast.UnpublishReply;

        /**
         * Encodes the specified UnpublishReply message. Does not implicitly {@link holdfast.UnpublishReply.verify|verify} messages.
         * @param message UnpublishReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.UnpublishReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UnpublishReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.UnpublishReply & holdfast.UnpublishReply.$Shape} UnpublishReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.UnpublishReply & holdfast.UnpublishReply.$Shape;
    }

    namespace UnpublishReply {

        /** Properties of an UnpublishReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UnpublishReply. */
        type $Shape = holdfast.UnpublishReply.$Properties;
    }

    /**
     * Properties of a SetMutedReply.
     * @deprecated Use holdfast.SetMutedReply.$Properties instead.
     */
    interface ISetMutedReply extends holdfast.SetMutedReply.$Properties {
    }

    /** Represents a SetMutedReply. */
    class SetMutedReply {

        /**
         * Constructs a new SetMutedReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SetMutedReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new SetMutedReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetMutedReply instance
         */
        static create(properties: holdfast.SetMutedReply.$Shape): holdfast.SetMutedReply & holdfast.SetMutedReply.$Shape;
        static create(properties?: holdfast.SetMutedReply.$Properties): holdfast.SetMutedReply;

        /**
         * Encodes the specified SetMutedReply message. Does not implicitly {@link holdfast.SetMutedReply.verify|verify} messages.
         * @param message SetMutedReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SetMutedReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetMutedReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SetMutedReply & holdfast.SetMutedReply.$Shape} SetMutedReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SetMutedReply & holdfast.SetMutedReply.$Shape;
    }

    namespace SetMutedReply {

        /** Properties of a SetMutedReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetMutedReply. */
        type $Shape = holdfast.SetMutedReply.$Properties;
    }

    /**
     * Properties of a SubscribeReply.
     * @deprecated Use holdfast.SubscribeReply.$Properties instead.
     */
    interface ISubscribeReply extends holdfast.SubscribeReply.$Properties {
    }

    /** Represents a SubscribeReply. */
    class SubscribeReply {

        /**
         * Constructs a new SubscribeReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SubscribeReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new SubscribeReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SubscribeReply instance
         */
        static create(properties: holdfast.SubscribeReply.$Shape): holdfast.SubscribeReply & holdfast.SubscribeReply.$Shape;
        static create(properties?: holdfast.SubscribeReply.$Properties): holdfast.SubscribeReply;

        /**
         * Encodes the specified SubscribeReply message. Does not implicitly {@link holdfast.SubscribeReply.verify|verify} messages.
         * @param message SubscribeReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SubscribeReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SubscribeReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SubscribeReply & holdfast.SubscribeReply.$Shape} SubscribeReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SubscribeReply & holdfast.SubscribeReply.$Shape;
    }

    namespace SubscribeReply {

        /** Properties of a SubscribeReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SubscribeReply. */
        type $Shape = holdfast.SubscribeReply.$Properties;
    }

    /**
     * Properties of a ResumeConsumersReply.
     * @deprecated Use holdfast.ResumeConsumersReply.$Properties instead.
     */
    interface IResumeConsumersReply extends holdfast.ResumeConsumersReply.$Properties {
    }

    /** Represents a ResumeConsumersReply. */
    class ResumeConsumersReply {

        /**
         * Constructs a new ResumeConsumersReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ResumeConsumersReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new ResumeConsumersReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResumeConsumersReply instance
         */
        static create(properties: holdfast.ResumeConsumersReply.$Shape): holdfast.ResumeConsumersReply & holdfast.ResumeConsumersReply.$Shape;
        static create(properties?: holdfast.ResumeConsumersReply.$Properties): holdfast.ResumeConsumersReply;

        /**
         * Encodes the specified ResumeConsumersReply message. Does not implicitly {@link holdfast.ResumeConsumersReply.verify|verify} messages.
         * @param message ResumeConsumersReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ResumeConsumersReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResumeConsumersReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ResumeConsumersReply & holdfast.ResumeConsumersReply.$Shape} ResumeConsumersReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ResumeConsumersReply & holdfast.ResumeConsumersReply.$Shape;
    }

    namespace ResumeConsumersReply {

        /** Properties of a ResumeConsumersReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResumeConsumersReply. */
        type $Shape = holdfast.ResumeConsumersReply.$Properties;
    }

    /**
     * Properties of a ReportPathReply.
     * @deprecated Use holdfast.ReportPathReply.$Properties instead.
     */
    interface IReportPathReply extends holdfast.ReportPathReply.$Properties {
    }

    /** Represents a ReportPathReply. */
    class ReportPathReply {

        /**
         * Constructs a new ReportPathReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ReportPathReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new ReportPathReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReportPathReply instance
         */
        static create(properties: holdfast.ReportPathReply.$Shape): holdfast.ReportPathReply & holdfast.ReportPathReply.$Shape;
        static create(properties?: holdfast.ReportPathReply.$Properties): holdfast.ReportPathReply;

        /**
         * Encodes the specified ReportPathReply message. Does not implicitly {@link holdfast.ReportPathReply.verify|verify} messages.
         * @param message ReportPathReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ReportPathReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReportPathReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ReportPathReply & holdfast.ReportPathReply.$Shape} ReportPathReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ReportPathReply & holdfast.ReportPathReply.$Shape;
    }

    namespace ReportPathReply {

        /** Properties of a ReportPathReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReportPathReply. */
        type $Shape = holdfast.ReportPathReply.$Properties;
    }

    /**
     * Properties of a SendDataReply.
     * @deprecated Use holdfast.SendDataReply.$Properties instead.
     */
    interface ISendDataReply extends holdfast.SendDataReply.$Properties {
    }

    /** Represents a SendDataReply. */
    class SendDataReply {

        /**
         * Constructs a new SendDataReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SendDataReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new SendDataReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SendDataReply instance
         */
        static create(properties: holdfast.SendDataReply.$Shape): holdfast.SendDataReply & holdfast.SendDataReply.$Shape;
        static create(properties?: holdfast.SendDataReply.$Properties): holdfast.SendDataReply;

        /**
         * Encodes the specified SendDataReply message. Does not implicitly {@link holdfast.SendDataReply.verify|verify} messages.
         * @param message SendDataReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SendDataReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SendDataReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SendDataReply & holdfast.SendDataReply.$Shape} SendDataReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SendDataReply & holdfast.SendDataReply.$Shape;
    }

    namespace SendDataReply {

        /** Properties of a SendDataReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SendDataReply. */
        type $Shape = holdfast.SendDataReply.$Properties;
    }

    /**
     * Properties of an UpdateSelfReply.
     * @deprecated Use holdfast.UpdateSelfReply.$Properties instead.
     */
    interface IUpdateSelfReply extends holdfast.UpdateSelfReply.$Properties {
    }

    /** Represents an UpdateSelfReply. */
    class UpdateSelfReply {

        /**
         * Constructs a new UpdateSelfReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.UpdateSelfReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new UpdateSelfReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UpdateSelfReply instance
         */
        static create(properties: holdfast.UpdateSelfReply.$Shape): holdfast.UpdateSelfReply & holdfast.UpdateSelfReply.$Shape;
        static create(properties?: holdfast.UpdateSelfReply.$Properties): holdfast.UpdateSelfReply;

        /**
         * Encodes the specified UpdateSelfReply message. Does not implicitly {@link holdfast.UpdateSelfReply.verify|verify} messages.
         * @param message UpdateSelfReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.UpdateSelfReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UpdateSelfReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.UpdateSelfReply & holdfast.UpdateSelfReply.$Shape} UpdateSelfReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.UpdateSelfReply & holdfast.UpdateSelfReply.$Shape;
    }

    namespace UpdateSelfReply {

        /** Properties of an UpdateSelfReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UpdateSelfReply. */
        type $Shape = holdfast.UpdateSelfReply.$Properties;
    }

    /**
     * Properties of a ModerateReply.
     * @deprecated Use holdfast.ModerateReply.$Properties instead.
     */
    interface IModerateReply extends holdfast.ModerateReply.$Properties {
    }

    /** Represents a ModerateReply. */
    class ModerateReply {

        /**
         * Constructs a new ModerateReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ModerateReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new ModerateReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ModerateReply instance
         */
        static create(properties: holdfast.ModerateReply.$Shape): holdfast.ModerateReply & holdfast.ModerateReply.$Shape;
        static create(properties?: holdfast.ModerateReply.$Properties): holdfast.ModerateReply;

        /**
         * Encodes the specified ModerateReply message. Does not implicitly {@link holdfast.ModerateReply.verify|verify} messages.
         * @param message ModerateReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ModerateReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ModerateReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ModerateReply & holdfast.ModerateReply.$Shape} ModerateReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ModerateReply & holdfast.ModerateReply.$Shape;
    }

    namespace ModerateReply {

        /** Properties of a ModerateReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ModerateReply. */
        type $Shape = holdfast.ModerateReply.$Properties;
    }

    /**
     * Properties of a PingReply.
     * @deprecated Use holdfast.PingReply.$Properties instead.
     */
    interface IPingReply extends holdfast.PingReply.$Properties {
    }

    /** Represents a PingReply. */
    class PingReply {

        /**
         * Constructs a new PingReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PingReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PingReply sentAtMs. */
        sentAtMs: number;

        /** PingReply serverAtMs. */
        serverAtMs: number;

        /**
         * Creates a new PingReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PingReply instance
         */
        static create(properties: holdfast.PingReply.$Shape): holdfast.PingReply & holdfast.PingReply.$Shape;
        static create(properties?: holdfast.PingReply.$Properties): holdfast.PingReply;

        /**
         * Encodes the specified PingReply message. Does not implicitly {@link holdfast.PingReply.verify|verify} messages.
         * @param message PingReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PingReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PingReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PingReply & holdfast.PingReply.$Shape} PingReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PingReply & holdfast.PingReply.$Shape;
    }

    namespace PingReply {

        /** Properties of a PingReply. */
        interface $Properties {

            /** PingReply sentAtMs */
            sentAtMs?: number;

            /** PingReply serverAtMs */
            serverAtMs?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PingReply. */
        type $Shape = holdfast.PingReply.$Properties;
    }

    /**
     * Properties of a LeaveReply.
     * @deprecated Use holdfast.LeaveReply.$Properties instead.
     */
    interface ILeaveReply extends holdfast.LeaveReply.$Properties {
    }

    /** Represents a LeaveReply. */
    class LeaveReply {

        /**
         * Constructs a new LeaveReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.LeaveReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new LeaveReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LeaveReply instance
         */
        static create(properties: holdfast.LeaveReply.$Shape): holdfast.LeaveReply & holdfast.LeaveReply.$Shape;
        static create(properties?: holdfast.LeaveReply.$Properties): holdfast.LeaveReply;

        /**
         * Encodes the specified LeaveReply message. Does not implicitly {@link holdfast.LeaveReply.verify|verify} messages.
         * @param message LeaveReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.LeaveReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LeaveReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.LeaveReply & holdfast.LeaveReply.$Shape} LeaveReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.LeaveReply & holdfast.LeaveReply.$Shape;
    }

    namespace LeaveReply {

        /** Properties of a LeaveReply. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LeaveReply. */
        type $Shape = holdfast.LeaveReply.$Properties;
    }

    /**
     * Properties of a RestartIceReply.
     * @deprecated Use holdfast.RestartIceReply.$Properties instead.
     */
    interface IRestartIceReply extends holdfast.RestartIceReply.$Properties {
    }

    /** Represents a RestartIceReply. */
    class RestartIceReply {

        /**
         * Constructs a new RestartIceReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RestartIceReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestartIceReply send. */
        send: holdfast.IceParameters;

        /** RestartIceReply recv. */
        recv: holdfast.IceParameters;

        /**
         * Creates a new RestartIceReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestartIceReply instance
         */
        static create(properties: holdfast.RestartIceReply.$Shape): holdfast.RestartIceReply & holdfast.RestartIceReply.$Shape;
        static create(properties?: holdfast.RestartIceReply.$Properties): holdfast.RestartIceReply;

        /**
         * Encodes the specified RestartIceReply message. Does not implicitly {@link holdfast.RestartIceReply.verify|verify} messages.
         * @param message RestartIceReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RestartIceReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestartIceReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RestartIceReply & holdfast.RestartIceReply.$Shape} RestartIceReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RestartIceReply & holdfast.RestartIceReply.$Shape;
    }

    namespace RestartIceReply {

        /** Properties of a RestartIceReply. */
        interface $Properties {

            /** RestartIceReply send */
            send?: holdfast.IceParameters.$Properties;

            /** RestartIceReply recv */
            recv?: holdfast.IceParameters.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestartIceReply. */
        type $Shape = holdfast.RestartIceReply.$Properties;
    }

    /**
     * Properties of an Event.
     * @deprecated Use holdfast.Event.$Properties instead.
     */
    interface IEvent extends holdfast.Event.$Properties {
    }

    /** Represents an Event. */
    class Event {

        /**
         * Constructs a new Event.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Event.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Event seq. */
        seq: number;

        /** Event pathId. */
        pathId: string;

        /** Event pathOffered. */
        pathOffered: (holdfast.PathOffer|null);

        /** Event recovering. */
        recovering: (holdfast.Recovering|null);

        /** Event consumersAdded. */
        consumersAdded: (holdfast.ConsumersAdded|null);

        /** Event consumersRemoved. */
        consumersRemoved: (holdfast.ConsumersRemoved|null);

        /** Event participantJoined. */
        participantJoined: (holdfast.ParticipantJoined|null);

        /** Event participantUpdated. */
        participantUpdated: (holdfast.ParticipantUpdated|null);

        /** Event participantLeft. */
        participantLeft: (holdfast.ParticipantLeft|null);

        /** Event tracksPublished. */
        tracksPublished: (holdfast.TracksPublished|null);

        /** Event tracksUnpublished. */
        tracksUnpublished: (holdfast.TracksUnpublished|null);

        /** Event trackMuted. */
        trackMuted: (holdfast.TrackMuted|null);

        /** Event speakersChanged. */
        speakersChanged: (holdfast.SpeakersChanged|null);

        /** Event roomSettled. */
        roomSettled: (holdfast.RoomSettled|null);

        /** Event dataReceived. */
        dataReceived: (holdfast.DataReceived|null);

        /** Event sessionClosed. */
        sessionClosed: (holdfast.SessionClosed|null);

        /** Event pathPromoted. */
        pathPromoted: (holdfast.PathPromoted|null);

        /** Event pathClosed. */
        pathClosed: (holdfast.PathClosed|null);

        /** Event probePath. */
        probePath: (holdfast.ProbePath|null);

        /** Event receiversReady. */
        receiversReady: (holdfast.ReceiversReady|null);

        /** Event body. */
        body?: ("pathOffered"|"recovering"|"consumersAdded"|"consumersRemoved"|"participantJoined"|"participantUpdated"|"participantLeft"|"tracksPublished"|"tracksUnpublished"|"trackMuted"|"speakersChanged"|"roomSettled"|"dataReceived"|"sessionClosed"|"pathPromoted"|"pathClosed"|"probePath"|"receiversReady");

        /**
         * Creates a new Event instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Event instance
         */
        static create(properties: holdfast.Event.$Shape): holdfast.Event & holdfast.Event.$Shape;
        static create(properties?: holdfast.Event.$Properties): holdfast.Event;

        /**
         * Encodes the specified Event message. Does not implicitly {@link holdfast.Event.verify|verify} messages.
         * @param message Event message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Event message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Event & holdfast.Event.$Shape} Event
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Event & holdfast.Event.$Shape;
    }

    namespace Event {

        /** Properties of an Event. */
        interface $Properties {

            /** Event seq */
            seq?: number;

            /** Event pathId */
            pathId?: string;

            /** Event pathOffered */
            pathOffered?: (holdfast.PathOffer.$Properties|null);

            /** Event recovering */
            recovering?: (holdfast.Recovering.$Properties|null);

            /** Event consumersAdded */
            consumersAdded?: (holdfast.ConsumersAdded.$Properties|null);

            /** Event consumersRemoved */
            consumersRemoved?: (holdfast.ConsumersRemoved.$Properties|null);

            /** Event participantJoined */
            participantJoined?: (holdfast.ParticipantJoined.$Properties|null);

            /** Event participantUpdated */
            participantUpdated?: (holdfast.ParticipantUpdated.$Properties|null);

            /** Event participantLeft */
            participantLeft?: (holdfast.ParticipantLeft.$Properties|null);

            /** Event tracksPublished */
            tracksPublished?: (holdfast.TracksPublished.$Properties|null);

            /** Event tracksUnpublished */
            tracksUnpublished?: (holdfast.TracksUnpublished.$Properties|null);

            /** Event trackMuted */
            trackMuted?: (holdfast.TrackMuted.$Properties|null);

            /** Event speakersChanged */
            speakersChanged?: (holdfast.SpeakersChanged.$Properties|null);

            /** Event roomSettled */
            roomSettled?: (holdfast.RoomSettled.$Properties|null);

            /** Event dataReceived */
            dataReceived?: (holdfast.DataReceived.$Properties|null);

            /** Event sessionClosed */
            sessionClosed?: (holdfast.SessionClosed.$Properties|null);

            /** Event pathPromoted */
            pathPromoted?: (holdfast.PathPromoted.$Properties|null);

            /** Event pathClosed */
            pathClosed?: (holdfast.PathClosed.$Properties|null);

            /** Event probePath */
            probePath?: (holdfast.ProbePath.$Properties|null);

            /** Event receiversReady */
            receiversReady?: (holdfast.ReceiversReady.$Properties|null);

            /** Event body */
            body?: ("pathOffered"|"recovering"|"consumersAdded"|"consumersRemoved"|"participantJoined"|"participantUpdated"|"participantLeft"|"tracksPublished"|"tracksUnpublished"|"trackMuted"|"speakersChanged"|"roomSettled"|"dataReceived"|"sessionClosed"|"pathPromoted"|"pathClosed"|"probePath"|"receiversReady");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an Event. */
        type $Shape = {
          seq?: number;
          pathId?: string;
          pathOffered?: holdfast.PathOffer.$Shape|null;
          recovering?: holdfast.Recovering.$Shape|null;
          consumersAdded?: holdfast.ConsumersAdded.$Shape|null;
          consumersRemoved?: holdfast.ConsumersRemoved.$Shape|null;
          participantJoined?: holdfast.ParticipantJoined.$Shape|null;
          participantUpdated?: holdfast.ParticipantUpdated.$Shape|null;
          participantLeft?: holdfast.ParticipantLeft.$Shape|null;
          tracksPublished?: holdfast.TracksPublished.$Shape|null;
          tracksUnpublished?: holdfast.TracksUnpublished.$Shape|null;
          trackMuted?: holdfast.TrackMuted.$Shape|null;
          speakersChanged?: holdfast.SpeakersChanged.$Shape|null;
          roomSettled?: holdfast.RoomSettled.$Shape|null;
          dataReceived?: holdfast.DataReceived.$Shape|null;
          sessionClosed?: holdfast.SessionClosed.$Shape|null;
          pathPromoted?: holdfast.PathPromoted.$Shape|null;
          pathClosed?: holdfast.PathClosed.$Shape|null;
          probePath?: holdfast.ProbePath.$Shape|null;
          receiversReady?: holdfast.ReceiversReady.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "pathOffered"; pathOffered: holdfast.PathOffer.$Shape; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "recovering"; pathOffered?: null; recovering: holdfast.Recovering.$Shape; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "consumersAdded"; pathOffered?: null; recovering?: null; consumersAdded: holdfast.ConsumersAdded.$Shape; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "consumersRemoved"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved: holdfast.ConsumersRemoved.$Shape; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "participantJoined"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined: holdfast.ParticipantJoined.$Shape; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "participantUpdated"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated: holdfast.ParticipantUpdated.$Shape; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "participantLeft"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft: holdfast.ParticipantLeft.$Shape; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "tracksPublished"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished: holdfast.TracksPublished.$Shape; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "tracksUnpublished"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished: holdfast.TracksUnpublished.$Shape; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "trackMuted"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted: holdfast.TrackMuted.$Shape; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "speakersChanged"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged: holdfast.SpeakersChanged.$Shape; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "roomSettled"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled: holdfast.RoomSettled.$Shape; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "dataReceived"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived: holdfast.DataReceived.$Shape; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "sessionClosed"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed: holdfast.SessionClosed.$Shape; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "pathPromoted"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted: holdfast.PathPromoted.$Shape; pathClosed?: null; probePath?: null; receiversReady?: null }|{ body?: "pathClosed"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed: holdfast.PathClosed.$Shape; probePath?: null; receiversReady?: null }|{ body?: "probePath"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath: holdfast.ProbePath.$Shape; receiversReady?: null }|{ body?: "receiversReady"; pathOffered?: null; recovering?: null; consumersAdded?: null; consumersRemoved?: null; participantJoined?: null; participantUpdated?: null; participantLeft?: null; tracksPublished?: null; tracksUnpublished?: null; trackMuted?: null; speakersChanged?: null; roomSettled?: null; dataReceived?: null; sessionClosed?: null; pathPromoted?: null; pathClosed?: null; probePath?: null; receiversReady: holdfast.ReceiversReady.$Shape })
        );
    }

    /**
     * Properties of a Recovering.
     * @deprecated Use holdfast.Recovering.$Properties instead.
     */
    interface IRecovering extends holdfast.Recovering.$Properties {
    }

    /** Represents a Recovering. */
    class Recovering {

        /**
         * Constructs a new Recovering.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Recovering.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Recovering cause. */
        cause: holdfast.PathCause;

        /** Recovering fromNodeId. */
        fromNodeId: string;

        /**
         * Creates a new Recovering instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Recovering instance
         */
        static create(properties: holdfast.Recovering.$Shape): holdfast.Recovering & holdfast.Recovering.$Shape;
        static create(properties?: holdfast.Recovering.$Properties): holdfast.Recovering;

        /**
         * Encodes the specified Recovering message. Does not implicitly {@link holdfast.Recovering.verify|verify} messages.
         * @param message Recovering message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Recovering.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Recovering message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Recovering & holdfast.Recovering.$Shape} Recovering
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Recovering & holdfast.Recovering.$Shape;
    }

    namespace Recovering {

        /** Properties of a Recovering. */
        interface $Properties {

            /** Recovering cause */
            cause?: holdfast.PathCause;

            /** Recovering fromNodeId */
            fromNodeId?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Recovering. */
        type $Shape = holdfast.Recovering.$Properties;
    }

    /**
     * Properties of a ReceiversReady.
     * @deprecated Use holdfast.ReceiversReady.$Properties instead.
     */
    interface IReceiversReady extends holdfast.ReceiversReady.$Properties {
    }

    /** Represents a ReceiversReady. */
    class ReceiversReady {

        /**
         * Constructs a new ReceiversReady.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ReceiversReady.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReceiversReady pathId. */
        pathId: string;

        /** ReceiversReady trackIds. */
        trackIds: string[];

        /**
         * Creates a new ReceiversReady instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReceiversReady instance
         */
        static create(properties: holdfast.ReceiversReady.$Shape): holdfast.ReceiversReady & holdfast.ReceiversReady.$Shape;
        static create(properties?: holdfast.ReceiversReady.$Properties): holdfast.ReceiversReady;

        /**
         * Encodes the specified ReceiversReady message. Does not implicitly {@link holdfast.ReceiversReady.verify|verify} messages.
         * @param message ReceiversReady message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ReceiversReady.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReceiversReady message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ReceiversReady & holdfast.ReceiversReady.$Shape} ReceiversReady
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ReceiversReady & holdfast.ReceiversReady.$Shape;
    }

    namespace ReceiversReady {

        /** Properties of a ReceiversReady. */
        interface $Properties {

            /** ReceiversReady pathId */
            pathId?: string;

            /** ReceiversReady trackIds */
            trackIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReceiversReady. */
        type $Shape = holdfast.ReceiversReady.$Properties;
    }

    /**
     * Properties of a ConsumersAdded.
     * @deprecated Use holdfast.ConsumersAdded.$Properties instead.
     */
    interface IConsumersAdded extends holdfast.ConsumersAdded.$Properties {
    }

    /** Represents a ConsumersAdded. */
    class ConsumersAdded {

        /**
         * Constructs a new ConsumersAdded.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ConsumersAdded.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConsumersAdded pathId. */
        pathId: string;

        /** ConsumersAdded consumers. */
        consumers: holdfast.Consumer[];

        /**
         * Creates a new ConsumersAdded instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ConsumersAdded instance
         */
        static create(properties: holdfast.ConsumersAdded.$Shape): holdfast.ConsumersAdded & holdfast.ConsumersAdded.$Shape;
        static create(properties?: holdfast.ConsumersAdded.$Properties): holdfast.ConsumersAdded;

        /**
         * Encodes the specified ConsumersAdded message. Does not implicitly {@link holdfast.ConsumersAdded.verify|verify} messages.
         * @param message ConsumersAdded message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ConsumersAdded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConsumersAdded message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ConsumersAdded & holdfast.ConsumersAdded.$Shape} ConsumersAdded
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ConsumersAdded & holdfast.ConsumersAdded.$Shape;
    }

    namespace ConsumersAdded {

        /** Properties of a ConsumersAdded. */
        interface $Properties {

            /** ConsumersAdded pathId */
            pathId?: string;

            /** ConsumersAdded consumers */
            consumers?: holdfast.Consumer.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConsumersAdded. */
        type $Shape = {
          pathId?: string;
          consumers?: holdfast.Consumer.$Shape[];
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ConsumersRemoved.
     * @deprecated Use holdfast.ConsumersRemoved.$Properties instead.
     */
    interface IConsumersRemoved extends holdfast.ConsumersRemoved.$Properties {
    }

    /** Represents a ConsumersRemoved. */
    class ConsumersRemoved {

        /**
         * Constructs a new ConsumersRemoved.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ConsumersRemoved.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConsumersRemoved pathId. */
        pathId: string;

        /** ConsumersRemoved consumerIds. */
        consumerIds: string[];

        /**
         * Creates a new ConsumersRemoved instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ConsumersRemoved instance
         */
        static create(properties: holdfast.ConsumersRemoved.$Shape): holdfast.ConsumersRemoved & holdfast.ConsumersRemoved.$Shape;
        static create(properties?: holdfast.ConsumersRemoved.$Properties): holdfast.ConsumersRemoved;

        /**
         * Encodes the specified ConsumersRemoved message. Does not implicitly {@link holdfast.ConsumersRemoved.verify|verify} messages.
         * @param message ConsumersRemoved message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ConsumersRemoved.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConsumersRemoved message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ConsumersRemoved & holdfast.ConsumersRemoved.$Shape} ConsumersRemoved
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ConsumersRemoved & holdfast.ConsumersRemoved.$Shape;
    }

    namespace ConsumersRemoved {

        /** Properties of a ConsumersRemoved. */
        interface $Properties {

            /** ConsumersRemoved pathId */
            pathId?: string;

            /** ConsumersRemoved consumerIds */
            consumerIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConsumersRemoved. */
        type $Shape = holdfast.ConsumersRemoved.$Properties;
    }

    /**
     * Properties of a ParticipantJoined.
     * @deprecated Use holdfast.ParticipantJoined.$Properties instead.
     */
    interface IParticipantJoined extends holdfast.ParticipantJoined.$Properties {
    }

    /** Represents a ParticipantJoined. */
    class ParticipantJoined {

        /**
         * Constructs a new ParticipantJoined.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ParticipantJoined.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ParticipantJoined participant. */
        participant: holdfast.Participant;

        /**
         * Creates a new ParticipantJoined instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ParticipantJoined instance
         */
        static create(properties: holdfast.ParticipantJoined.$Shape): holdfast.ParticipantJoined & holdfast.ParticipantJoined.$Shape;
        static create(properties?: holdfast.ParticipantJoined.$Properties): holdfast.ParticipantJoined;

        /**
         * Encodes the specified ParticipantJoined message. Does not implicitly {@link holdfast.ParticipantJoined.verify|verify} messages.
         * @param message ParticipantJoined message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ParticipantJoined.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ParticipantJoined message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ParticipantJoined & holdfast.ParticipantJoined.$Shape} ParticipantJoined
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ParticipantJoined & holdfast.ParticipantJoined.$Shape;
    }

    namespace ParticipantJoined {

        /** Properties of a ParticipantJoined. */
        interface $Properties {

            /** ParticipantJoined participant */
            participant?: holdfast.Participant.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ParticipantJoined. */
        type $Shape = holdfast.ParticipantJoined.$Properties;
    }

    /**
     * Properties of a ParticipantUpdated.
     * @deprecated Use holdfast.ParticipantUpdated.$Properties instead.
     */
    interface IParticipantUpdated extends holdfast.ParticipantUpdated.$Properties {
    }

    /** Represents a ParticipantUpdated. */
    class ParticipantUpdated {

        /**
         * Constructs a new ParticipantUpdated.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ParticipantUpdated.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ParticipantUpdated participantId. */
        participantId: string;

        /** ParticipantUpdated name. */
        name: string;

        /** ParticipantUpdated metadata. */
        metadata: string;

        /**
         * Creates a new ParticipantUpdated instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ParticipantUpdated instance
         */
        static create(properties: holdfast.ParticipantUpdated.$Shape): holdfast.ParticipantUpdated & holdfast.ParticipantUpdated.$Shape;
        static create(properties?: holdfast.ParticipantUpdated.$Properties): holdfast.ParticipantUpdated;

        /**
         * Encodes the specified ParticipantUpdated message. Does not implicitly {@link holdfast.ParticipantUpdated.verify|verify} messages.
         * @param message ParticipantUpdated message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ParticipantUpdated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ParticipantUpdated message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ParticipantUpdated & holdfast.ParticipantUpdated.$Shape} ParticipantUpdated
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ParticipantUpdated & holdfast.ParticipantUpdated.$Shape;
    }

    namespace ParticipantUpdated {

        /** Properties of a ParticipantUpdated. */
        interface $Properties {

            /** ParticipantUpdated participantId */
            participantId?: string;

            /** ParticipantUpdated name */
            name?: string;

            /** ParticipantUpdated metadata */
            metadata?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ParticipantUpdated. */
        type $Shape = holdfast.ParticipantUpdated.$Properties;
    }

    /**
     * Properties of a ParticipantLeft.
     * @deprecated Use holdfast.ParticipantLeft.$Properties instead.
     */
    interface IParticipantLeft extends holdfast.ParticipantLeft.$Properties {
    }

    /** Represents a ParticipantLeft. */
    class ParticipantLeft {

        /**
         * Constructs a new ParticipantLeft.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ParticipantLeft.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ParticipantLeft participantId. */
        participantId: string;

        /** ParticipantLeft reason. */
        reason: string;

        /**
         * Creates a new ParticipantLeft instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ParticipantLeft instance
         */
        static create(properties: holdfast.ParticipantLeft.$Shape): holdfast.ParticipantLeft & holdfast.ParticipantLeft.$Shape;
        static create(properties?: holdfast.ParticipantLeft.$Properties): holdfast.ParticipantLeft;

        /**
         * Encodes the specified ParticipantLeft message. Does not implicitly {@link holdfast.ParticipantLeft.verify|verify} messages.
         * @param message ParticipantLeft message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ParticipantLeft.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ParticipantLeft message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ParticipantLeft & holdfast.ParticipantLeft.$Shape} ParticipantLeft
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ParticipantLeft & holdfast.ParticipantLeft.$Shape;
    }

    namespace ParticipantLeft {

        /** Properties of a ParticipantLeft. */
        interface $Properties {

            /** ParticipantLeft participantId */
            participantId?: string;

            /** ParticipantLeft reason */
            reason?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ParticipantLeft. */
        type $Shape = holdfast.ParticipantLeft.$Properties;
    }

    /**
     * Properties of a TracksPublished.
     * @deprecated Use holdfast.TracksPublished.$Properties instead.
     */
    interface ITracksPublished extends holdfast.TracksPublished.$Properties {
    }

    /** Represents a TracksPublished. */
    class TracksPublished {

        /**
         * Constructs a new TracksPublished.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.TracksPublished.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TracksPublished participantId. */
        participantId: string;

        /** TracksPublished tracks. */
        tracks: holdfast.Track[];

        /**
         * Creates a new TracksPublished instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TracksPublished instance
         */
        static create(properties: holdfast.TracksPublished.$Shape): holdfast.TracksPublished & holdfast.TracksPublished.$Shape;
        static create(properties?: holdfast.TracksPublished.$Properties): holdfast.TracksPublished;

        /**
         * Encodes the specified TracksPublished message. Does not implicitly {@link holdfast.TracksPublished.verify|verify} messages.
         * @param message TracksPublished message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.TracksPublished.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TracksPublished message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.TracksPublished & holdfast.TracksPublished.$Shape} TracksPublished
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.TracksPublished & holdfast.TracksPublished.$Shape;
    }

    namespace TracksPublished {

        /** Properties of a TracksPublished. */
        interface $Properties {

            /** TracksPublished participantId */
            participantId?: string;

            /** TracksPublished tracks */
            tracks?: holdfast.Track.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TracksPublished. */
        type $Shape = holdfast.TracksPublished.$Properties;
    }

    /**
     * Properties of a TracksUnpublished.
     * @deprecated Use holdfast.TracksUnpublished.$Properties instead.
     */
    interface ITracksUnpublished extends holdfast.TracksUnpublished.$Properties {
    }

    /** Represents a TracksUnpublished. */
    class TracksUnpublished {

        /**
         * Constructs a new TracksUnpublished.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.TracksUnpublished.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TracksUnpublished participantId. */
        participantId: string;

        /** TracksUnpublished trackIds. */
        trackIds: string[];

        /**
         * Creates a new TracksUnpublished instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TracksUnpublished instance
         */
        static create(properties: holdfast.TracksUnpublished.$Shape): holdfast.TracksUnpublished & holdfast.TracksUnpublished.$Shape;
        static create(properties?: holdfast.TracksUnpublished.$Properties): holdfast.TracksUnpublished;

        /**
         * Encodes the specified TracksUnpublished message. Does not implicitly {@link holdfast.TracksUnpublished.verify|verify} messages.
         * @param message TracksUnpublished message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.TracksUnpublished.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TracksUnpublished message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.TracksUnpublished & holdfast.TracksUnpublished.$Shape} TracksUnpublished
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.TracksUnpublished & holdfast.TracksUnpublished.$Shape;
    }

    namespace TracksUnpublished {

        /** Properties of a TracksUnpublished. */
        interface $Properties {

            /** TracksUnpublished participantId */
            participantId?: string;

            /** TracksUnpublished trackIds */
            trackIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TracksUnpublished. */
        type $Shape = holdfast.TracksUnpublished.$Properties;
    }

    /**
     * Properties of a TrackMuted.
     * @deprecated Use holdfast.TrackMuted.$Properties instead.
     */
    interface ITrackMuted extends holdfast.TrackMuted.$Properties {
    }

    /** Represents a TrackMuted. */
    class TrackMuted {

        /**
         * Constructs a new TrackMuted.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.TrackMuted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TrackMuted participantId. */
        participantId: string;

        /** TrackMuted trackId. */
        trackId: string;

        /** TrackMuted muted. */
        muted: boolean;

        /** TrackMuted byModerator. */
        byModerator: boolean;

        /** TrackMuted revision. */
        revision: number;

        /**
         * Creates a new TrackMuted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TrackMuted instance
         */
        static create(properties: holdfast.TrackMuted.$Shape): holdfast.TrackMuted & holdfast.TrackMuted.$Shape;
        static create(properties?: holdfast.TrackMuted.$Properties): holdfast.TrackMuted;

        /**
         * Encodes the specified TrackMuted message. Does not implicitly {@link holdfast.TrackMuted.verify|verify} messages.
         * @param message TrackMuted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.TrackMuted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TrackMuted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.TrackMuted & holdfast.TrackMuted.$Shape} TrackMuted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.TrackMuted & holdfast.TrackMuted.$Shape;
    }

    namespace TrackMuted {

        /** Properties of a TrackMuted. */
        interface $Properties {

            /** TrackMuted participantId */
            participantId?: string;

            /** TrackMuted trackId */
            trackId?: string;

            /** TrackMuted muted */
            muted?: boolean;

            /** TrackMuted byModerator */
            byModerator?: boolean;

            /** TrackMuted revision */
            revision?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TrackMuted. */
        type $Shape = holdfast.TrackMuted.$Properties;
    }

    /**
     * Properties of a SpeakersChanged.
     * @deprecated Use holdfast.SpeakersChanged.$Properties instead.
     */
    interface ISpeakersChanged extends holdfast.SpeakersChanged.$Properties {
    }

    /** Represents a SpeakersChanged. */
    class SpeakersChanged {

        /**
         * Constructs a new SpeakersChanged.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SpeakersChanged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpeakersChanged speakers. */
        speakers: holdfast.Speaker[];

        /**
         * Creates a new SpeakersChanged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SpeakersChanged instance
         */
        static create(properties: holdfast.SpeakersChanged.$Shape): holdfast.SpeakersChanged & holdfast.SpeakersChanged.$Shape;
        static create(properties?: holdfast.SpeakersChanged.$Properties): holdfast.SpeakersChanged;

        /**
         * Encodes the specified SpeakersChanged message. Does not implicitly {@link holdfast.SpeakersChanged.verify|verify} messages.
         * @param message SpeakersChanged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SpeakersChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpeakersChanged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SpeakersChanged & holdfast.SpeakersChanged.$Shape} SpeakersChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SpeakersChanged & holdfast.SpeakersChanged.$Shape;
    }

    namespace SpeakersChanged {

        /** Properties of a SpeakersChanged. */
        interface $Properties {

            /** SpeakersChanged speakers */
            speakers?: holdfast.Speaker.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpeakersChanged. */
        type $Shape = holdfast.SpeakersChanged.$Properties;
    }

    /**
     * Properties of a Speaker.
     * @deprecated Use holdfast.Speaker.$Properties instead.
     */
    interface ISpeaker extends holdfast.Speaker.$Properties {
    }

    /** Represents a Speaker. */
    class Speaker {

        /**
         * Constructs a new Speaker.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.Speaker.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Speaker participantId. */
        participantId: string;

        /** Speaker levelDbov. */
        levelDbov: number;

        /**
         * Creates a new Speaker instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Speaker instance
         */
        static create(properties: holdfast.Speaker.$Shape): holdfast.Speaker & holdfast.Speaker.$Shape;
        static create(properties?: holdfast.Speaker.$Properties): holdfast.Speaker;

        /**
         * Encodes the specified Speaker message. Does not implicitly {@link holdfast.Speaker.verify|verify} messages.
         * @param message Speaker message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.Speaker.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Speaker message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.Speaker & holdfast.Speaker.$Shape} Speaker
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.Speaker & holdfast.Speaker.$Shape;
    }

    namespace Speaker {

        /** Properties of a Speaker. */
        interface $Properties {

            /** Speaker participantId */
            participantId?: string;

            /** Speaker levelDbov */
            levelDbov?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Speaker. */
        type $Shape = holdfast.Speaker.$Properties;
    }

    /**
     * Properties of a RoomSettled.
     * @deprecated Use holdfast.RoomSettled.$Properties instead.
     */
    interface IRoomSettled extends holdfast.RoomSettled.$Properties {
    }

    /** Represents a RoomSettled. */
    class RoomSettled {

        /**
         * Constructs a new RoomSettled.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.RoomSettled.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RoomSettled epoch. */
        epoch: number;

        /** RoomSettled participantIds. */
        participantIds: string[];

        /**
         * Creates a new RoomSettled instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RoomSettled instance
         */
        static create(properties: holdfast.RoomSettled.$Shape): holdfast.RoomSettled & holdfast.RoomSettled.$Shape;
        static create(properties?: holdfast.RoomSettled.$Properties): holdfast.RoomSettled;

        /**
         * Encodes the specified RoomSettled message. Does not implicitly {@link holdfast.RoomSettled.verify|verify} messages.
         * @param message RoomSettled message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.RoomSettled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RoomSettled message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.RoomSettled & holdfast.RoomSettled.$Shape} RoomSettled
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.RoomSettled & holdfast.RoomSettled.$Shape;
    }

    namespace RoomSettled {

        /** Properties of a RoomSettled. */
        interface $Properties {

            /** RoomSettled epoch */
            epoch?: number;

            /** RoomSettled participantIds */
            participantIds?: string[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RoomSettled. */
        type $Shape = holdfast.RoomSettled.$Properties;
    }

    /**
     * Properties of a DataReceived.
     * @deprecated Use holdfast.DataReceived.$Properties instead.
     */
    interface IDataReceived extends holdfast.DataReceived.$Properties {
    }

    /** Represents a DataReceived. */
    class DataReceived {

        /**
         * Constructs a new DataReceived.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.DataReceived.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DataReceived participantId. */
        participantId: string;

        /** DataReceived payload. */
        payload: Uint8Array;

        /** DataReceived topic. */
        topic: string;

        /**
         * Creates a new DataReceived instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DataReceived instance
         */
        static create(properties: holdfast.DataReceived.$Shape): holdfast.DataReceived & holdfast.DataReceived.$Shape;
        static create(properties?: holdfast.DataReceived.$Properties): holdfast.DataReceived;

        /**
         * Encodes the specified DataReceived message. Does not implicitly {@link holdfast.DataReceived.verify|verify} messages.
         * @param message DataReceived message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.DataReceived.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataReceived message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.DataReceived & holdfast.DataReceived.$Shape} DataReceived
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.DataReceived & holdfast.DataReceived.$Shape;
    }

    namespace DataReceived {

        /** Properties of a DataReceived. */
        interface $Properties {

            /** DataReceived participantId */
            participantId?: string;

            /** DataReceived payload */
            payload?: Uint8Array;

            /** DataReceived topic */
            topic?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataReceived. */
        type $Shape = holdfast.DataReceived.$Properties;
    }

    /**
     * Properties of a PathPromoted.
     * @deprecated Use holdfast.PathPromoted.$Properties instead.
     */
    interface IPathPromoted extends holdfast.PathPromoted.$Properties {
    }

    /** Represents a PathPromoted. */
    class PathPromoted {

        /**
         * Constructs a new PathPromoted.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PathPromoted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PathPromoted pathId. */
        pathId: string;

        /** PathPromoted epoch. */
        epoch: number;

        /** PathPromoted cause. */
        cause: holdfast.PathCause;

        /**
         * Creates a new PathPromoted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PathPromoted instance
         */
        static create(properties: holdfast.PathPromoted.$Shape): holdfast.PathPromoted & holdfast.PathPromoted.$Shape;
        static create(properties?: holdfast.PathPromoted.$Properties): holdfast.PathPromoted;

        /**
         * Encodes the specified PathPromoted message. Does not implicitly {@link holdfast.PathPromoted.verify|verify} messages.
         * @param message PathPromoted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PathPromoted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PathPromoted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PathPromoted & holdfast.PathPromoted.$Shape} PathPromoted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PathPromoted & holdfast.PathPromoted.$Shape;
    }

    namespace PathPromoted {

        /** Properties of a PathPromoted. */
        interface $Properties {

            /** PathPromoted pathId */
            pathId?: string;

            /** PathPromoted epoch */
            epoch?: number;

            /** PathPromoted cause */
            cause?: holdfast.PathCause;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PathPromoted. */
        type $Shape = holdfast.PathPromoted.$Properties;
    }

    /**
     * Properties of a PathClosed.
     * @deprecated Use holdfast.PathClosed.$Properties instead.
     */
    interface IPathClosed extends holdfast.PathClosed.$Properties {
    }

    /** Represents a PathClosed. */
    class PathClosed {

        /**
         * Constructs a new PathClosed.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.PathClosed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PathClosed pathId. */
        pathId: string;

        /** PathClosed reason. */
        reason: string;

        /**
         * Creates a new PathClosed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PathClosed instance
         */
        static create(properties: holdfast.PathClosed.$Shape): holdfast.PathClosed & holdfast.PathClosed.$Shape;
        static create(properties?: holdfast.PathClosed.$Properties): holdfast.PathClosed;

        /**
         * Encodes the specified PathClosed message. Does not implicitly {@link holdfast.PathClosed.verify|verify} messages.
         * @param message PathClosed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.PathClosed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PathClosed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.PathClosed & holdfast.PathClosed.$Shape} PathClosed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.PathClosed & holdfast.PathClosed.$Shape;
    }

    namespace PathClosed {

        /** Properties of a PathClosed. */
        interface $Properties {

            /** PathClosed pathId */
            pathId?: string;

            /** PathClosed reason */
            reason?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PathClosed. */
        type $Shape = holdfast.PathClosed.$Properties;
    }

    /**
     * Properties of a ProbePath.
     * @deprecated Use holdfast.ProbePath.$Properties instead.
     */
    interface IProbePath extends holdfast.ProbePath.$Properties {
    }

    /** Represents a ProbePath. */
    class ProbePath {

        /**
         * Constructs a new ProbePath.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.ProbePath.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProbePath pathId. */
        pathId: string;

        /**
         * Creates a new ProbePath instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProbePath instance
         */
        static create(properties: holdfast.ProbePath.$Shape): holdfast.ProbePath & holdfast.ProbePath.$Shape;
        static create(properties?: holdfast.ProbePath.$Properties): holdfast.ProbePath;

        /**
         * Encodes the specified ProbePath message. Does not implicitly {@link holdfast.ProbePath.verify|verify} messages.
         * @param message ProbePath message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.ProbePath.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProbePath message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.ProbePath & holdfast.ProbePath.$Shape} ProbePath
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.ProbePath & holdfast.ProbePath.$Shape;
    }

    namespace ProbePath {

        /** Properties of a ProbePath. */
        interface $Properties {

            /** ProbePath pathId */
            pathId?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProbePath. */
        type $Shape = holdfast.ProbePath.$Properties;
    }

    /**
     * Properties of a SessionClosed.
     * @deprecated Use holdfast.SessionClosed.$Properties instead.
     */
    interface ISessionClosed extends holdfast.SessionClosed.$Properties {
    }

    /** Represents a SessionClosed. */
    class SessionClosed {

        /**
         * Constructs a new SessionClosed.
         * @param [properties] Properties to set
         */
        constructor(properties?: holdfast.SessionClosed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionClosed error. */
        error: holdfast.Error;

        /**
         * Creates a new SessionClosed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SessionClosed instance
         */
        static create(properties: holdfast.SessionClosed.$Shape): holdfast.SessionClosed & holdfast.SessionClosed.$Shape;
        static create(properties?: holdfast.SessionClosed.$Properties): holdfast.SessionClosed;

        /**
         * Encodes the specified SessionClosed message. Does not implicitly {@link holdfast.SessionClosed.verify|verify} messages.
         * @param message SessionClosed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: holdfast.SessionClosed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionClosed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {holdfast.SessionClosed & holdfast.SessionClosed.$Shape} SessionClosed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): holdfast.SessionClosed & holdfast.SessionClosed.$Shape;
    }

    namespace SessionClosed {

        /** Properties of a SessionClosed. */
        interface $Properties {

            /** SessionClosed error */
            error?: holdfast.Error.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SessionClosed. */
        type $Shape = holdfast.SessionClosed.$Properties;
    }
}
